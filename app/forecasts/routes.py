"""The page on which HR says what it expects."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import way
from app.core.transactions import transactional
from app.forecasts.blueprint import bp
from app.forecasts.forms import ForecastForm
from app.forecasts.policy import ForecastAction
from app.forecasts.queries import forecasts_of, kinds_with_a_forecast
from app.forecasts.services import enter_forecast
from app.people.policy import is_hr_lead
from app.people.queries import signed_in_person
from programs.forecast import Forecast
from programs.types import ProgramType

way(_l("Forecast"), "forecasts.index", order=55, visible=is_hr_lead)


@bp.get("/forecasts")
@guarded(ForecastAction.ENTER)
def index() -> ResponseReturnValue:
    kind, _forecast = _asked(request.args.get("kind"))
    newest = next(iter(forecasts_of(kind)), None)
    return _page(ForecastForm(formdata=None, obj=newest, kind=kind.slug))


@bp.post("/forecasts")
@guarded(ForecastAction.ENTER)
@transactional
def enter() -> ResponseReturnValue:
    form = ForecastForm()
    if not accepts(form, lambda: enter_forecast(form.kind.data or "", form.rates(), actor=signed_in_person())):
        return _page(form)
    flash(_("Kept, with today’s date and your name."), "good")
    return redirect(url_for(".index", kind=form.kind.data))


def _asked(slug: str | None) -> tuple[ProgramType, Forecast]:
    kinds = kinds_with_a_forecast()
    return kinds.get(slug or "") or next(iter(kinds.values()))


def _page(form: ForecastForm) -> ResponseReturnValue:
    kind, forecast = _asked(form.kind.data)
    rows = [(each, forecast.placements(each.rates), forecast.places(each.rates)) for each in forecasts_of(kind)]
    kinds = [each for each, _forecast in kinds_with_a_forecast().values()]
    return render("forecasts/index.html", form, kind=kind, forecast=forecast, kinds=kinds, rows=rows)
