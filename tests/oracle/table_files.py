"""Small tables written by pandas and Apache Arrow, and what those programs read back from them.

Run: python tests/oracle/table_files.py   (writes tests/fixtures/tables/* and tests/golden/oracle-table-files.json)

Versions: Python 3.11, numpy 2.4.6, pandas 3.1.1, pyarrow 26.0.1

Each entry of the JSON: labels (null where there are none) and columns by name, null for a missing cell.
"""

import io
import json
import math
import pathlib

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

out = pathlib.Path(__file__).parent.parent / "fixtures" / "tables"
out.mkdir(parents=True, exist_ok=True)
rng = np.random.default_rng(20261128)
expected = {}
n = 12


def cells(column):
    return [None if value is None or (isinstance(value, float) and math.isnan(value)) else float(value) for value in column]


def note(file, labels, columns):
    expected[file] = {"labels": labels, "columns": {name: cells(values) for name, values in columns.items()}}


days = pd.date_range("2021-02-25", periods=n, freq="D")
price = np.round(1000 + 400 * rng.standard_normal(n), 2)
price[0], price[1] = 1234.56, 987654.25
change = [None if i in (3, 4) else round(float(v), 4) for i, v in enumerate(rng.standard_normal(n))]

# Text, as different countries write it; pandas reads each back with the arguments that a person would have to give.
frame = pd.DataFrame({"price": price, "change": pd.Series(change, dtype="float64")})


def text(file, date_format, separator, decimal, thousands, encoding="utf-8", end="\n"):
    def number(value, digits):
        if value is None or math.isnan(value):
            return ""
        grouped = f"{value:,.{digits}f}" if thousands else f"{value:.{digits}f}"
        return grouped.translate(str.maketrans({",": thousands or "", ".": decimal}))

    def cell(words):
        return f'"{words}"' if separator in words else words

    labels = [day.strftime(date_format) for day in days]
    rows = [separator.join(["Día", "price", "change"])]
    rows += [separator.join([label, cell(number(p, 2)), cell(number(c, 4))]) for label, p, c in zip(labels, frame.price, frame.change)]
    (out / file).write_bytes(end.join(rows + [""]).encode(encoding))
    # pandas takes no mark between thousands that is not ASCII.
    source = (out / file).read_text(encoding).replace("\u00a0", "'")
    mark = "'" if thousands == "\u00a0" else thousands
    back = pd.read_csv(io.StringIO(source), sep=separator, decimal=decimal, thousands=mark, dtype={"Día": str})
    note(file, list(back.iloc[:, 0]), {name: back[name] for name in ("price", "change")})


text("german.csv", "%d.%m.%Y", ";", ",", ".", "utf-8-sig", "\r\n")
text("american.csv", "%m/%d/%Y", ",", ".", ",")
text("french.csv", "%d/%m/%Y", "\t", ",", "\u00a0", "windows-1252")
text("swiss.csv", "%d.%m.%Y", ";", ".", "'", "utf-16")
text("iso.csv", "%Y-%m-%d %H:%M:%S", "|", ".", None)

# Parquet: every kind of number, gaps, dates and times, packed in the ways that are read.
table = pa.table(
    {
        "when": pa.array([day.to_pydatetime() for day in days + pd.Timedelta(minutes=90)], pa.timestamp("us")),
        "f64": pa.array(change, pa.float64()),
        "f32": pa.array([None if v is None else float(np.float32(v)) for v in change], pa.float32()),
        "i64": pa.array([None if i == 5 else i - 3 for i in range(n)], pa.int64()),
        "u8": pa.array(list(range(n)), pa.uint8()),
        "flag": pa.array([None if i == 1 else i % 3 == 0 for i in range(n)], pa.bool_()),
        "money": pa.array([None if i == 2 else f"{i}.{i:02d}" for i in range(n)]).cast(pa.decimal128(9, 2)),
        "city": pa.array(["Bern", "Rome", None] * (n // 3), pa.string()),
    }
)
numbers = ("f64", "f32", "i64", "u8", "flag", "money")
for compression in ("snappy", "gzip", "none", "zstd"):
    for group in (n, 5):
        file = f"{compression}-{group}.parquet"
        pq.write_table(table, out / file, compression=compression, row_group_size=group, use_dictionary=group == n)
        back = pq.read_table(out / file)
        note(file, [str(value) for value in back["when"].to_pylist()], {name: back[name].to_pylist() for name in numbers})

# As pandas writes a frame with dates for an index: at the end.
indexed = pd.DataFrame({"price": price}, index=pd.Index(days, name="date"))
indexed.to_parquet(out / "index.parquet")
note("index.parquet", [day.strftime("%Y-%m-%d") for day in pd.read_parquet(out / "index.parquet").index], {"price": price})

golden = pathlib.Path(__file__).parent.parent / "golden" / "oracle-table-files.json"
golden.write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n")
