"""Parameters that several resources take, as the OpenAPI document names them."""

from drf_spectacular.utils import OpenApiParameter

TRAINEE = OpenApiParameter(
    "trainee", str, description="Oneself unless told; or somebody whose training one may see."
)
