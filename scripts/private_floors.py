"""An import contract: what a room keeps to itself. Its face is services, queries, facts, models and rules."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class PrivateFloors(Contract):
    """No room imports a private floor (its views, forms, reactions, postings …) of another room; tests may look in."""

    private = fields.ListField(subfield=fields.StringField())
    shared_rooms = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import of a module that stands on a private floor."""
        broken = [
            (importer, imported)
            for imported in sorted(graph.modules)
            if self._is_private(imported)
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if _room(importer) != _room(imported) and ".tests." not in importer
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _is_private(self, module: str) -> bool:
        parts = module.split(".")
        return (
            len(parts) > 2
            and parts[0] == "siap"
            and parts[2] in self.private  # type: ignore[operator]
            and parts[1] not in self.shared_rooms  # type: ignore[operator]
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say who looked into whose room."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} imports {imported}, which is that room's own.")


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else module
