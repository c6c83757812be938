"""A contract type for import-linter, which has none for "this module of every package is private to its package"."""

import grimp
from importlinter import Contract, ContractCheck, fields, output


class SlicePrivateContract(Contract):
    """A module of this name is imported by its own slice (`app.<slice>`) alone."""

    type_name = "slice_private"

    module_name = fields.StringField()

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Return the check with every import from another slice."""
        name = str(self.module_name)
        breaks = [
            f"{importer} -> {module}"
            for module in sorted(graph.modules)
            if module.rpartition(".")[2] == name
            for importer in sorted(graph.find_modules_that_directly_import(module))
            if slice_of(importer) != slice_of(module)
        ]
        return ContractCheck(kept=not breaks, metadata={"breaks": breaks})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print the imports that break it."""
        for line in check.metadata["breaks"]:
            output.print_error(f"- {line}: go through the slice's service", bold=False)


def slice_of(module: str) -> str:
    """Return `app.<slice>` of a module."""
    return ".".join(module.split(".")[:2])
