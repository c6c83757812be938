"""Fonts that computers have, in families of one look.

The lists are those of Modern Font Stacks (modernfontstacks.com, CC0), with fallbacks of Linux that look like the rest
of a family.
"""

from collections.abc import Mapping

from app.site.tokens import StackName

STACKS: Mapping[StackName, str] = {
    "sans": 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", '
    "sans-serif",
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "Open Sans", Cantarell, "Noto Sans", ui-sans-serif, '
    "sans-serif",
    "geometric": 'Avenir, Montserrat, Corbel, "URW Gothic", ui-sans-serif, sans-serif',
    "grotesque": 'Inter, Roboto, "Helvetica Neue", "Arial Nova", "Nimbus Sans", "Liberation Sans", Arial, sans-serif',
    "rounded": 'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, Comfortaa, Manjari, "Arial Rounded MT Bold", '
    "Calibri, ui-sans-serif, sans-serif",
    "industrial": 'Bahnschrift, "DIN Alternate", "Franklin Gothic Medium", "Nimbus Sans Narrow", '
    '"Liberation Sans Narrow", sans-serif-condensed, sans-serif',
    "transitional": 'Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", "Liberation Serif", serif',
    "old_style": '"Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, "TeX Gyre Pagella", serif',
    "slab": 'Rockwell, "Rockwell Nova", "Roboto Slab", "Sitka Small", "Noto Serif", serif',
    "mono": 'ui-monospace, "Cascadia Code", "Source Code Pro", Menlo, Consolas, "DejaVu Sans Mono", monospace',
}
