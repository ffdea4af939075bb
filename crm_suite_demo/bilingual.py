"""Records whose texts are Persian for Persian users and English for the others."""

from typing import NamedTuple


class Both(NamedTuple):
    """One text in both languages."""

    fa: str
    en: str


def create(model, vals_list):
    """Create records; values that are ``Both`` are written in both languages."""
    records = model.with_context(lang="en_US").create(
        [
            {
                name: value.en if isinstance(value, Both) else value
                for name, value in vals.items()
            }
            for vals in vals_list
        ]
    )
    for record, vals in zip(records, vals_list, strict=True):
        write(
            record,
            {name: value for name, value in vals.items() if isinstance(value, Both)},
        )
    return records.with_env(model.env)


def write(record, vals):
    """Write ``Both`` values on one record."""
    record.with_context(lang="en_US").write(
        {name: text.en for name, text in vals.items()}
    )
    record.with_context(lang="fa_IR").write(
        {name: text.fa for name, text in vals.items()}
    )
