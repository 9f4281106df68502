"""Components: the words that pages are written in.

Attributes are keyword-only, so a misspelt one fails when the template is compiled. The gallery
(`/_gallery/`) shows each of them; what they draw are the values of `kernel.pieces`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from kernel.icons import ICONS
from kernel.pieces import (
    Crumb,
    Fact,
    Moment,
    Number,
    Obstacle,
    Place,
    Step,
    Tab,
    Task,
    Text,
    Tone,
    share,
)

register = template.Library()

TONE_ICONS = {
    Tone.GOOD: "circle-check",
    Tone.WARN: "clock",
    Tone.BAD: "circle-alert",
    Tone.CALM: "info",
    Tone.IDLE: "circle",
    Tone.ACCENT: "circle-dot",
}
CURRENT = mark_safe(' aria-current="page"')
BUTTON_KINDS = frozenset({"primary", "secondary", "danger", "quiet"})


def attributes(*pairs: tuple[str, object]) -> SafeString:
    """Write attributes: False and an empty text leave one out, True leaves it without a value."""
    kept = [(name, value) for name, value in pairs if value is not False and str(value) != ""]
    return SafeString(
        "".join(
            f" {name}" if value is True else format_html(' {}="{}"', name, value)
            for name, value in kept
        )
    )


@lru_cache(maxsize=1024)
def sign(name: str, label: str = "", size: str = "") -> SafeString:
    """Draw an icon. Beside a word it says nothing to screen readers; alone it needs a label."""
    if name not in ICONS:
        raise ValueError(f"There is no icon called {name!r}")
    voice = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon" width="20" height="20" {}{}><use href="{}#{}"/></svg>',
        mark_safe(voice),  # noqa: S308 -- escaped above
        attributes(("data-size", size)),
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def icon(*, name: str, label: Text = "", size: str = "") -> SafeString:
    """{% icon name="check" %}, or with label=… where no word stands beside it."""
    return sign(name, str(label), size)


@register.filter
def number(value: Number | None, digits: int = 0) -> str:
    """{{ 12345|number }} is «12 345»; nothing is a dash."""
    return "—" if value is None else number_format(value, digits, force_grouping=True)


@register.simple_tag
def button(
    *,
    label: Text,
    url: str = "",
    kind: str = "secondary",
    icon: str = "",
    size: str = "",
    name: str = "",
    value: object = "",
    form: str = "",
    action: str = "",
    confirm: Text = "",
    opens: str = "",
    download: bool = False,
    disabled: bool = False,
) -> SafeString:
    """{% button label=… url=… %} is a link; without url it submits; opens=id shows a dialog."""
    if kind not in BUTTON_KINDS:
        raise ValueError(f"There is no button of kind {kind!r}")
    look = attributes(("data-kind", kind), ("data-size", size))
    picture = sign(icon) if icon else ""
    if url:
        target = attributes(("href", url), ("download", download))
        return format_html(
            '<a class="button"{}{}>{}<span>{}</span></a>', look, target, picture, label
        )
    deed = attributes(
        ("type", "button" if opens else "submit"),
        ("name", name),
        ("value", value),
        ("form", form),
        ("formaction", action),
        ("data-confirm", confirm),
        ("popovertarget", opens),
        ("disabled", disabled),
    )
    return format_html(
        '<button class="button"{}{}>{}<span>{}</span></button>', look, deed, picture, label
    )


def link(words: object, url: str) -> SafeString:
    """Make a link."""
    return format_html('<a href="{}">{}</a>', url, words)


def linked(words: object, url: str) -> object:
    """Make a link of words that lead somewhere."""
    return link(words, url) if url else words


@register.simple_tag
def status(*, label: Text, tone: str = Tone.IDLE, icon: str = "") -> SafeString:
    """{% status label=pair.get_state_display tone="good" %}: always a word with an icon."""
    return format_html(
        '<span class="status" data-tone="{}">{}<span>{}</span></span>',
        tone,
        sign(icon or TONE_ICONS[Tone(tone)]),
        label,
    )


@register.simple_tag
def badge(*, label: object, tone: str = Tone.IDLE) -> SafeString:
    """{% badge label=count %}: a count or a short word beside a name."""
    return format_html('<span class="badge" data-tone="{}">{}</span>', tone, label)


@register.simple_tag
def avatar(*, name: str, size: str = "") -> SafeString:
    """{% avatar name=person.full_name %}: initials in a circle; the name stands beside it."""
    initials = "".join(word[0] for word in name.split()[:2]).upper()
    look = attributes(("data-size", size))
    return format_html('<span class="avatar" aria-hidden="true"{}>{}</span>', look, initials)


@register.simple_block_tag
def page_head(content: str, *, title: Text, lead: Text = "", kicker: Text = "") -> str:
    """{% page_head title=… lead=… %}the one primary button{% endpage_head %}."""
    above = format_html('<p class="page-head-kicker">{}</p>', kicker) if kicker else ""
    below = format_html('<p class="page-head-lead">{}</p>', lead) if lead else ""
    actions = SafeString(content.strip())
    return format_html(
        '<div class="page-head"><div class="page-head-text">{}<h1>{}</h1>{}</div>{}</div>',
        above,
        title,
        below,
        format_html('<div class="page-head-actions">{}</div>', actions) if actions else "",
    )


@register.simple_block_tag
def card(
    content: str,
    *,
    title: Text = "",
    icon: str = "",
    tone: str = "",
    more: Text = "",
    url: str = "",
    level: int = 2,
) -> str:
    """{% card title=… more=… url=… %} … {% endcard %}."""
    return format_html(
        '<section class="card"{}>{}<div class="card-body">{}</div></section>',
        attributes(("data-tone", tone)),
        card_head(title, icon, more, url, level) if title else "",
        SafeString(content),
    )


def card_head(title: Text, icon: str, more: Text, url: str, level: int) -> SafeString:
    """The title of a card, with the link to the whole of what it shows a part of."""
    link = (
        format_html(
            '<a class="card-more" href="{}">{}{}</a>', url, more, sign("chevron-right", "", "small")
        )
        if url
        else ""
    )
    return format_html(
        '<div class="card-head"><h{0} class="card-title">{1}<span>{2}</span></h{0}>{3}</div>',
        level,
        sign(icon) if icon else "",
        title,
        link,
    )


@register.simple_block_tag
def callout(content: str, *, tone: str = Tone.CALM, title: Text = "", icon: str = "") -> str:
    """{% callout tone="warn" title=… %} … {% endcallout %}."""
    return render_to_string(
        "components/callout.html",
        {
            "tone": tone,
            "title": title,
            "icon": icon or TONE_ICONS[Tone(tone)],
            "content": content,
        },
    )


@register.simple_block_tag
def empty_state(content: str, *, title: Text, text: Text = "", icon: str = "sparkles") -> str:
    """{% empty_state title=… text=… %}what to do next{% endempty_state %}."""
    return render_to_string(
        "components/empty_state.html",
        {"title": title, "text": text, "icon": icon, "actions": SafeString(content.strip())},
    )


@register.simple_block_tag
def toolbar(content: str, *, label: Text) -> str:
    """{% toolbar label=… %}buttons{% endtoolbar %}."""
    return format_html(
        '<div class="toolbar" role="group" aria-label="{}">{}</div>', label, SafeString(content)
    )


@register.simple_block_tag
def help(content: str, *, title: Text = "") -> str:  # noqa: A001 -- the word of the page
    """{% help title=… %}150 words about the stage{% endhelp %}: opens without a script."""
    return render_to_string(
        "components/help.html",
        {"title": title or gettext("What is this page for?"), "content": content},
    )


@register.simple_block_tag
def dialog(content: str, *, id: str, title: Text) -> str:  # noqa: A002 -- the word of HTML
    """{% dialog id="x" title=… %} … {% enddialog %}, opened by {% button opens="x" %}."""
    return render_to_string(
        "components/dialog.html", {"id": id, "title": title, "content": content}
    )


@register.inclusion_tag("components/progress.html")
def progress(
    *, value: Number, total: Number, label: Text, text: Text = "", tone: str = ""
) -> dict[str, Any]:
    """{% progress value=37 total=52 label=… %}: a bar that also says it in words."""
    words = text or gettext("%(value)s of %(total)s") % {
        "value": number(value),
        "total": number(total),
    }
    return {"percent": share(value, total), "label": label, "text": words, "tone": tone}


@register.inclusion_tag("components/crumbs.html")
def crumbs(*, crumbs: Sequence[Crumb]) -> dict[str, Any]:
    """{% crumbs crumbs=page.crumbs %}: the way back; the last one is this page."""
    return {"crumbs": crumbs}


@register.inclusion_tag("components/crumb_back.html")
def back(*, label: Text, url: str) -> dict[str, Any]:
    """{% back label=_("All mentees") url=url %}: one step up."""
    return {"label": label, "url": url}


@register.inclusion_tag("components/tabs.html")
def tabs(*, tabs: Sequence[Tab], label: Text) -> dict[str, Any]:
    """{% tabs tabs=page.tabs label=… %}: links, because each tab is a page of its own."""
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("components/steps.html")
def steps(*, steps: Sequence[Step], label: Text = "") -> dict[str, Any]:
    """{% steps steps=page.steps %}: where one is in a deed of several pages."""
    return {"steps": steps, "label": label or gettext("Steps")}


@register.simple_tag
def timeline(*, moments: Sequence[Moment]) -> SafeString:
    """{% timeline moments=page.moments %}: what happened, latest on top."""
    lines = format_html_join(
        "",
        '<li class="timeline-moment"><span class="timeline-sign">{}</span>'
        '<div><p>{}</p><p class="timeline-when">{}{}</p></div></li>',
        (
            (
                sign(moment.icon),
                linked(moment.text, moment.url),
                moment.when,
                format_html(" · {}", moment.note) if moment.note else "",
            )
            for moment in moments
        ),
    )
    return format_html('<ol class="timeline">{}</ol>', lines)


@register.simple_tag
def facts(*, facts: Sequence[Fact]) -> SafeString:
    """{% facts facts=page.facts %}: names and values."""
    lines = format_html_join(
        "",
        '<div class="facts-fact"><dt class="facts-name">{}</dt><dd>{}</dd></div>',
        ((fact.name, linked(fact.shown, fact.url)) for fact in facts),
    )
    return format_html('<dl class="facts">{}</dl>', lines)


@register.inclusion_tag("components/obstacles.html")
def obstacles(*, obstacles: Sequence[Obstacle]) -> dict[str, Any]:
    """{% obstacles obstacles=page.obstacles %}: what stands in the way, with what removes it."""
    return {"obstacles": obstacles}


@register.inclusion_tag("components/tasks.html")
def tasks(*, tasks: Sequence[Task]) -> dict[str, Any]:
    """{% tasks tasks=page.tasks %}: what waits for the person, each with its button."""
    return {"tasks": tasks}


@register.inclusion_tag("components/tile.html")
def tile(
    *,
    value: object,
    label: Text,
    url: str = "",
    unit: Text = "",
    note: Text = "",
    tone: str = "",
) -> dict[str, Any]:
    """{% tile value=37 label=… url=… %}: a number that opens the list behind it."""
    shown = number(value) if isinstance(value, int | float) else value
    sign_of_note = TONE_ICONS[Tone(tone)] if tone else ""
    return {
        "value": shown,
        "label": label,
        "url": url,
        "unit": unit,
        "note": note,
        "tone": tone,
        "icon": sign_of_note,
    }


@register.inclusion_tag("components/copy_box.html")
def copy_box(*, text: str, id: str, label: Text = "") -> dict[str, Any]:  # noqa: A002
    """{% copy_box text=… id="…" %}: a text to send by one's own messenger."""
    return {"text": text, "id": id, "label": label or gettext("Text to send")}


@register.inclusion_tag("components/upload.html")
def upload(
    *, name: str, label: Text, accept: str = "", hint: Text = "", many: bool = False
) -> dict[str, Any]:
    """{% upload name="file" label=… accept=".xlsx" %}: choose a file, or drop it here."""
    return {"name": name, "label": label, "accept": accept, "hint": hint, "many": many}


@register.inclusion_tag("components/job_progress.html")
def job_progress(*, job: Any, url: str, file_url: str = "") -> dict[str, Any]:
    """{% job_progress job=job url=url %}: asks again every two seconds until it is finished."""
    return {"job": job, "url": url, "file_url": file_url}


@register.simple_tag
def hidden_fields(*, pairs: Sequence[tuple[str, str]], form: str = "") -> SafeString:
    """{% hidden_fields pairs=… form=… %}: what a form sends besides what one types."""
    target = attributes(("form", form))
    return format_html_join(
        "\n",
        '<input type="hidden" name="{}" value="{}"{}>',
        ((name, value, target) for name, value in pairs),
    )


@register.simple_tag
def places(*, places: Iterable[Place]) -> SafeString:
    """{% places places=navigation %}: the lines of the main navigation."""
    lines = format_html_join(
        "",
        '<li><a class="site-nav-link" href="{}"{}>{}<span>{}</span>{}</a></li>',
        (
            (
                place.url,
                CURRENT if place.is_current else "",
                sign(place.icon),
                place.label,
                format_html('<span class="site-nav-count">{}</span>', place.count)
                if place.count
                else "",
            )
            for place in places
        ),
    )
    return format_html('<ul class="site-nav-list">{}</ul>', lines)


MESSAGE_TONES = {"success": Tone.GOOD, "warning": Tone.WARN, "error": Tone.BAD}


@register.inclusion_tag("components/page_messages.html", takes_context=True)
def page_messages(context: Mapping[str, Any]) -> dict[str, Any]:
    """{% page_messages %}: what happened since the last page."""
    said = []
    for message in context.get("messages") or ():
        tone = MESSAGE_TONES.get(message.level_tag, Tone.CALM)
        said.append({"text": message, "tone": tone, "icon": TONE_ICONS[tone]})
    return {"messages": said}
