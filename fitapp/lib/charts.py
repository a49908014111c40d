"""Chart data as JSON, on django-chartjs's class-based views with their defects mended.

`chartjs` itself stays out of INSTALLED_APPS: installed, it would publish an old Chart.js and a
library under another licence.
"""

import json
from collections.abc import Mapping
from typing import Any

from chartjs.views.lines import BaseLineChartView
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse


class LineChartView(BaseLineChartView):
    """Labels and datasets for Chart.js 4: `{"labels": [...], "datasets": [{"label", "data"}]}`.

    Subclasses give `get_labels`, `get_providers` (the datasets' names) and `get_data`. A gap is
    None. Colours belong to the stylesheet, so none are sent.
    """

    def get_datasets(self) -> list[dict[str, Any]]:
        return [
            {"label": name, "data": values}
            for name, values in zip(self.get_providers(), self.get_data(), strict=True)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"labels": self.get_labels(), "datasets": self.get_datasets()}

    def render_to_response(self, context: Mapping[str, Any], **kwargs: Any) -> HttpResponse:
        body = json.dumps(context, cls=DjangoJSONEncoder, allow_nan=False)
        return HttpResponse(
            body, content_type="application/json", headers={"Cache-Control": "private, no-store"}
        )
