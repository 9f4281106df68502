"""Awards, cases and public pages. They come with the recognition of the year's results."""
