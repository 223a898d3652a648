"""Run by the Python in whose environment PySpark lies (and Java beside it): what does Spark answer over these exports?

Reads `{"folder", "tables", "questions"}` as JSON from its input and writes the rows of every answer.
"""

import json
import sys

from pyspark.sql import SparkSession


def main() -> None:
    """Ask everything that was handed in."""
    given = json.load(sys.stdin)
    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.shuffle.partitions", 1).getOrCreate()
    for table in given["tables"]:
        spark.read.parquet(f"{given['folder']}/*/{table}.parquet").createOrReplaceTempView(table)
    answers = {name: [list(row) for row in spark.sql(asked).collect()] for name, asked in given["questions"].items()}
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
