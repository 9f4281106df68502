"""Pages of long work."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kernel.access import requires
from kernel.models import Job
from kernel.pages import download_file, page


@require_GET
@requires("kernel.job", Job)
def job_page(request: HttpRequest, job: Job) -> HttpResponse:
    """Show how far the work is; the page asks again by itself until it is finished."""
    return page(request, "kernel/job.html", {"job": job}, partial="progress")


@require_GET
@requires("kernel.job_file", Job)
def job_file(request: HttpRequest, job: Job) -> FileResponse:
    """Hand the made file to the one who asked for it."""
    if not job.file:
        raise Http404
    return download_file(
        job.file.open("rb"), filename=job.file_name, content_type="application/octet-stream"
    )
