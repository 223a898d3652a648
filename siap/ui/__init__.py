"""The look: layout, components, styles, charts, offline shell."""
