"""What becomes of a form that was sent: saved, shown again with its faults, or the difference."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from caravan.kernel import guard
from caravan.kernel.clock import to_wall
from caravan.kernel.errors import explain
from caravan.tour import actions, queries
from caravan.tour.drafting import KeyIsTaken, PartIsGone, StillNamed, get_part
from caravan.tour.editor import changes, parts
from caravan.tour.editor.changes import Differs, Edit, LastDay
from caravan.tour.editor.lines import BadLines, Lines, groups, pack
from caravan.tour.forms import FORMS
from caravan.tour.views_editor.door import (
    Desk,
    address_of,
    back_from,
    changed_by,
    form_of,
    page_of,
)


def sent(kind: str) -> Edit:
    """What the form of a part sent, with the lines chosen where two people differed."""
    form = FORMS[kind]()
    opened, mine = form.opened_lines(), form.sent_lines()
    for names in groups(mine, parts.KINDS[kind].together):
        if request.form.get(f"line-{names[0]}") == "theirs":
            mine |= {name: opened[name] for name in names if name in opened}
    return Edit(opened, mine)


def save(desk: Desk, kind: str, name: Any) -> ResponseReturnValue:
    """Save what the form of a part sent."""
    edit, rules = sent(kind), desk.rules
    try:
        actions.change_draft(
            desk.plan.key,
            lambda plan: changes.save(plan, kind, name, edit, rules),
            staff_id=guard.actor().id,
        )
    except Differs as conflict:
        return difference(desk, kind, name, conflict), 409
    except PartIsGone:
        return page_of(desk, kind, None, form_of(kind, desk, edit.mine), is_gone=True), 409
    except (BadLines, KeyIsTaken) as refusal:
        standing = parts.lines_of(desk.plan, kind, name)
        shown, opened = {**standing, **edit.mine}, {**standing, **edit.opened}
        return _again(desk, kind, name, (shown, opened), refusal), 422
    is_fixed = kind != "sessions" or desk.is_released(kind, name)
    return _saved(desk, kind, name if is_fixed else edit.mine.get("key") or name)


def add(desk: Desk, kind: str) -> ResponseReturnValue:
    """Add the part that the form sent; without a short name it gets one."""
    mine, rules = sent(kind).mine, desk.rules
    named = mine
    if kind != "days" and not mine.get("key"):
        named = mine | {"key": parts.propose_key(desk.plan, kind, mine)}
    try:
        actions.change_draft(
            desk.plan.key,
            lambda plan: changes.add(plan, kind, named, rules),
            staff_id=guard.actor().id,
        )
    except (BadLines, KeyIsTaken) as refusal:
        return _again(desk, kind, None, (mine, None), refusal), 422
    return _saved(desk, kind, named.get("key"))


def removal(desk: Desk, kind: str, name: Any) -> str:
    """The page that says what removing a part means."""
    part = get_part(desk.plan, kind, name)
    return render_template(
        "tour/editor/removal.html",
        stop=desk.plan,
        part=part,
        kind=kind,
        name=name,
        is_released=desk.is_released(kind, name),
        back=back_from(desk, kind, name),
    )


def remove(desk: Desk, kind: str, name: Any) -> ResponseReturnValue:
    """Remove a part, or say why it has to stay."""
    rules = desk.rules
    try:
        actions.change_draft(
            desk.plan.key,
            lambda plan: changes.remove(plan, kind, name, rules),
            staff_id=guard.actor().id,
        )
    except (StillNamed, LastDay) as refusal:
        flash(explain(refusal), "warn")
    else:
        flash(_("Removed in the draft. The public sees it once it is published."), "ok")
    stays = desk.is_released(kind, name)
    return redirect(back_from(desk, kind, name if stays else None), 303)


def _saved(desk: Desk, kind: str, name: Any) -> ResponseReturnValue:
    flash(_("Saved in the draft. The public sees it once it is published."), "ok")
    return redirect(back_from(desk, kind, name), 303)


def _again(
    desk: Desk,
    kind: str,
    name: Any,
    typed: tuple[Lines, Lines | None],
    refusal: BadLines | KeyIsTaken,
) -> str:
    """The form with what was typed and, beside it, what is wrong with it."""
    form = form_of(kind, desk, *typed)
    if isinstance(refusal, BadLines):
        form.tell(refusal.faults)
    else:
        form["key"].errors = [explain(refusal)]
    return page_of(desk, kind, name, form)


def difference(desk: Desk, kind: str, name: Any, conflict: Differs) -> str:
    """What I wanted beside what stands now, to be chosen line by line."""
    now = Desk(queries.workplace(desk.plan.key), desk.known)
    draft = now.place.draft
    return render_template(
        "tour/editor/difference.html",
        stop=desk.plan,
        kind=kind,
        choices=conflict.choices,
        mine=form_of(kind, desk, {**conflict.standing, **conflict.mine}),
        theirs=form_of(kind, desk, conflict.standing),
        packed={"opened": pack(conflict.standing), "mine": pack(conflict.mine)},
        by=changed_by(now),
        at=to_wall(draft.changed_at) if draft else None,
        action=address_of(desk, kind, name),
        back=back_from(desk, kind, name),
    )
