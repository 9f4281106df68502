"""Pack the folder for an inspection: long work that ends with a ZIP among the notices."""

import zipfile
from datetime import date
from tempfile import TemporaryFile
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.documents.docx import as_docx
from kernel.documents.pdf import as_pdf
from kernel.jobs import Run, job
from roadmap.actions.folder import BUILD_FOLDER
from roadmap.documents import plan, register
from roadmap.folder import Folder, Line, Piece, folder_of, safe
from roadmap.models import Roadmap

# The same papers make the same file, whenever they are packed.
PACKED_AT = (1980, 1, 1, 0, 0, 0)


@job(BUILD_FOLDER, title=gettext_lazy("Folder for an inspection"))
def build_folder(run: Run) -> dict[str, Any]:
    """Pack the register, the roadmap and every paper by stage."""
    said = run.params
    roadmap = Roadmap.objects.with_organization().get(pk=said["roadmap"])
    today = date.fromisoformat(said["today"])
    folder = folder_of(roadmap, today=today, is_depersonalized=said["is_depersonalized"])
    total = folder.file_count + 2
    lost: list[str] = []
    with TemporaryFile() as packed:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for done, (line, piece) in enumerate(_with_lines(folder)):
                run.step(done, total, line.title)
                if not _put(archive, piece):
                    lost.append(piece.path)
            run.step(total - 2, total, _("The register"))
            _put_papers(archive, folder, lost)
        packed.seek(0)
        run.step(total - 1, total, _("Packing"))
        run.keep_file(file_name(folder), packed)
    return {"files": total - 2 - len(lost), "gaps": len(folder.gaps), "lost": lost}


def file_name(folder: Folder) -> str:
    """The name under which the browser keeps the folder."""
    programme = folder.roadmap.programme
    variant = " (без персональных данных)" if folder.is_depersonalized else ""
    school = safe(programme.organization.short_name)
    return f"Папка проверки, {school}, {programme.school_year.label}{variant}.zip".replace("/", "-")


def _with_lines(folder: Folder) -> list[tuple[Line, Piece]]:
    return [(line, piece) for line in folder.lines for piece in line.pieces]


def _put_papers(archive: zipfile.ZipFile, folder: Folder, lost: list[str]) -> None:
    paper = register.as_paper(folder)
    _write(archive, "Опись.pdf", as_pdf(paper))
    _write(archive, "Опись.docx", as_docx(paper))
    if not folder.is_depersonalized:
        _write(archive, "Дорожная карта.pdf", as_pdf(plan.paper_of(folder.roadmap)))
    if lost:
        words = "Эти файлы значатся в системе, но на диске их нет:\r\n" + "\r\n".join(lost)
        _write(archive, "Не найдено.txt", words.encode("utf-8-sig"))


def _put(archive: zipfile.ZipFile, piece: Piece) -> bool:
    """Write one paper; False where its file is gone from the disk."""
    if piece.draw is not None:
        _write(archive, piece.path, piece.draw())
        return True
    evidence = piece.evidence
    if evidence is None:
        raise ValueError(f"Nothing to put at {piece.path}")
    if not evidence.file:
        shortcut = f"[InternetShortcut]\r\nURL={evidence.link}\r\n"
        _write(archive, piece.path, shortcut.encode())
        return True
    try:
        with evidence.file.open("rb") as kept, archive.open(_entry(piece.path), "w") as into:
            for part in kept.chunks():
                into.write(part)
    except FileNotFoundError:
        return False
    return True


def _write(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    archive.writestr(_entry(path), content)


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, PACKED_AT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
