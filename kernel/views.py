"""Pages of long work."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kernel.access import requires
from kernel.models import Job
from kernel.pages import download, page


@require_GET
@requires("kernel.job", Job)
def job_page(request: HttpRequest, job: Job) -> HttpResponse:
    """Show how far the work is; the page asks again by itself until it is finished."""
    return page(request, "kernel/job.html", {"job": job}, partial="progress")


@require_GET
@requires("kernel.job_file", Job)
def job_file(request: HttpRequest, job: Job) -> HttpResponse:
    """Hand the made file to the one who asked for it."""
    if not job.file:
        raise Http404
    with job.file.open("rb") as made:
        return download(
            made.read(), filename=job.file_name, content_type="application/octet-stream"
        )
