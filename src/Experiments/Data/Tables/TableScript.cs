using Experiments.Scripts;

namespace Experiments.Data.Tables;

/// <summary>Writes a table for an exported PyTorch script, which encodes the cells with the numbers that were fitted here.</summary>
internal static class TableScript
{
    // Characters that spreadsheets insert instead of a typed space or apostrophe.
    private static readonly Dictionary<string, string> s_alike = new() { [" "] = " \u00A0\u202F\u2009", ["'"] = "'’" };

    public static PyData Of(CsvData data)
    {
        var options = data.Options;
        var files = data.Description.Files;
        var target = data.Table.Column(options.Target, "data.target");
        string[] columns = [.. data.Encoder.Fitted.Select(column =>
            $"    {column.PyTorch(Py.Text(data.Table.Columns[column.Index]), Cells(data, column.Index))},")];
        var form = TableForm.Of(options, files[0], data.Table);
        if (options.TestPath is not null)
            form |= TableForm.Of(options, files[1], data.TestTable);
        string[] lines =
        [
            .. Reader(options, form, data.Encoder.Fitted.Any(column => column is NumberColumn) || data.Target.Task == TaskKind.Regression,
                data.Target.Sign.Length > 0 || data.Encoder.Fitted.Any(column => column is NumberColumn { Sign.Length: > 0 })),
            .. columns.Any(IsNumber) ? ["", "", .. Number(options.Standardize, columns)] : Array.Empty<string>(),
            .. columns.All(IsNumber) ? [] : new[] { "", "", }.Concat(Category(columns)),
            "", "",
            "# Mean and standard deviation of numbers, and the categories, are those of the training rows.",
            "columns = [", .. columns, "]",
            .. Encode(data, target),
            "", "",
            "inputs, targets = encode(FILE)",
            .. options.TestPath is null ? [] : new[] { "test_inputs, test_targets = encode(TEST_FILE)" },
        ];
        return new PyData(
            [
                $"FILE = {Py.Text(files[0].Path)}",
                .. options.TestPath is null ? [] : new[] { $"TEST_FILE = {Py.Text(files[1].Path)}" },
                $"TARGET = {Py.Text(options.Target)}",
                .. data.Target.Scale is { } scale
                    ? [$"TARGET_MEAN, TARGET_STD = {Py.Number(scale.Mean)}, {Py.Number(scale.Std)}  # of the training rows"]
                    : Array.Empty<string>(),
            ],
            lines)
        {
            Imports = ["csv", "gzip", "io"],
            HasTestFile = options.TestPath is not null,
        };
    }

    private static bool IsNumber(string column) => column.StartsWith("    number(", StringComparison.Ordinal);

    // Whether a list contains a tuple of spellings. A name that looks like one does no harm: the script then also handles tuples.
    private static bool HasSpellings(string list) =>
        list.Contains("[(\"", StringComparison.Ordinal) || list.Contains(", (\"", StringComparison.Ordinal);

    private static IEnumerable<string> Cells(CsvData data, int column) =>
        data.Table.Rows.Concat(data.TestTable.Rows).Select(row => row[column]);

    private static IEnumerable<string> Reader(CsvOptions options, TableForm form, bool hasNumbers, bool hasSigns)
    {
        var marks = CsvOptions.MarksInForce(options.MissingValues).Order(StringComparer.Ordinal).Select(Py.Text);
        yield return $"MISSING = {{{string.Join(", ", marks)}}}";
        if (form.HasLongCells)
            yield return "csv.field_size_limit(2**31 - 1)  # some cells are longer than 131072 characters";
        yield return "";
        yield return "";
        yield return "def read(path):";
        yield return "    with open(path, \"rb\") as file:";
        yield return "        content = file.read()";
        yield return "    if content[:2] == b\"\\x1f\\x8b\":";
        yield return "        content = gzip.decompress(content)";
        if (form.HasMarks)
        {
            yield return "    marks = {b\"\\xff\\xfe\\x00\\x00\": \"utf-32\", b\"\\x00\\x00\\xfe\\xff\": \"utf-32\", "
                + "b\"\\xff\\xfe\": \"utf-16\", b\"\\xfe\\xff\": \"utf-16\"}";
            yield return "    encoding = next((name for mark, name in marks.items() if content.startswith(mark)), \"utf-8-sig\")";
        }
        yield return $"    lines = io.StringIO(content.decode({(form.HasMarks ? "encoding" : "\"utf-8-sig\"")}), newline=\"\")";
        var delimiter = options.Delimiter == "," ? "" : $", delimiter={Py.Text(options.Delimiter)}";
        yield return form.Strips
            ? $"    rows = [[cell.strip() for cell in row] for row in csv.reader(lines{delimiter}) if row]"
            : $"    rows = [row for row in csv.reader(lines{delimiter}) if row]";
        yield return options.Header
            ? "    return [dict(zip(rows[0], row)) for row in rows[1:]]"
            : "    return [{str(i): cell for i, cell in enumerate(row)} for row in rows]";
        if (!hasNumbers)
            yield break;
        yield return "";
        yield return "";
        yield return hasSigns ? "def to_float(cell, sign=\"\"):" : "def to_float(cell):";
        if (hasSigns)
        {
            yield return "    if sign:";
            yield return "        cell = \"\".join(cell.replace(sign, \"\").split())";
        }
        foreach (var separator in s_alike.GetValueOrDefault(options.Thousands, options.Thousands))
            yield return $"    cell = cell.replace({Py.Text(separator.ToString())}, \"\")";
        yield return $"    return float(cell{(options.Decimal == "." ? "" : ".replace(\",\", \".\")")})";
    }

    private static string[] Number(bool standardizes, string[] columns)
    {
        var (hasSign, hasLog, marks) = (Has("sign="), Has("log="), Has("marks_missing="));
        var arguments = (standardizes ? ", std" : "") + (hasSign ? ", sign=\"\"" : "") + (hasLog ? ", log=False" : "")
            + (marks ? ", marks_missing=False" : "");
        return
        [
            $"def number(column, mean{arguments}):",
            $"    # A missing number becomes the mean.{(marks ? " With marks_missing, a second feature is 1 for missing numbers." : "")}",
            "    def features(row):",
            "        missing = row[column] in MISSING",
            $"        value = mean if missing else to_float(row[column]{(hasSign ? ", sign" : "")})",
            .. hasLog ? new[]
            {
                "        if log and not missing:",
                "            value = math.copysign(math.log(1 + abs(value)), value)",
            } : [],
            $"        return [{(standardizes ? "(value - mean) / std" : "value")}]"
                + (marks ? " + ([float(missing)] if marks_missing else [])" : ""),
            "    return features",
        ];

        bool Has(string argument) => columns.Any(column => IsNumber(column) && column.Contains($", {argument}", StringComparison.Ordinal));
    }

    private static string[] Category(string[] columns)
    {
        var isOne = columns.Any(column => !IsNumber(column) && HasSpellings(column));
        return
        [
            "def category(column, names):",
            $"    # A 0/1 feature for each name{(isOne ? " or tuple of spellings" : "")}; an unknown category is all zeros.",
            "    def features(row):",
            "        cell = \"\" if row[column] in MISSING else row[column]",
            isOne ? "        return [float(cell in name if isinstance(name, tuple) else cell == name) for name in names]"
                : "        return [float(cell == name) for name in names]",
            "    return features",
        ];
    }

    private static IEnumerable<string> Encode(CsvData data, int target)
    {
        var column = data.Target;
        if (column.Task == TaskKind.Classification)
        {
            var classes = column.Labels!.PyTorch(Cells(data, target));
            yield return $"CLASSES = {classes}";
            if (HasSpellings(classes))
                yield return "CLASSES = {spelling: i for i, name in enumerate(CLASSES) "
                    + "for spelling in (name if isinstance(name, tuple) else (name,))}";
            else
                yield return "CLASSES = {name: i for i, name in enumerate(CLASSES)}";
        }
        yield return "";
        yield return "";
        yield return "def encode(path):";
        yield return "    rows = read(path)";
        yield return "    inputs = [[feature for column in columns for feature in column(row)] for row in rows]";
        if (column.Task == TaskKind.Classification)
        {
            yield return "    targets = torch.tensor([CLASSES[row[TARGET]] for row in rows])";
        }
        else
        {
            var value = $"to_float(row[TARGET]{(column.Sign.Length > 0 ? $", {Py.Text(column.Sign)}" : "")})";
            if (column.Log)
                value = $"math.log({value})";
            if (column.Scale is not null)
                value = $"({value} - TARGET_MEAN) / TARGET_STD";
            yield return $"    targets = torch.tensor([[{value}] for row in rows], dtype=torch.float64).to(DTYPE)";
        }
        yield return "    return torch.tensor(inputs, dtype=torch.float64).to(DTYPE), targets";
    }
}
