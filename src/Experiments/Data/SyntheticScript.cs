using Experiments.Scripts;

namespace Experiments.Data;

/// <summary>Writes <see cref="SyntheticOptions"/> for an exported PyTorch script.</summary>
internal static class SyntheticScript
{
    /// <param name="valuesAtOnce">Largest number of values in the teacher's widest layer for one block of examples.</param>
    public static PyData Of(SyntheticOptions options, long valuesAtOnce)
    {
        var isRegression = options.Task == "regression";
        int[] widths = [options.Features, .. options.TeacherHidden, isRegression ? 1 : options.Classes];
        var rows = Math.Max(1, valuesAtOnce / widths.Skip(1).Max());
        var activation = options.TeacherActivation;
        var gain = activation == "relu" ? "(2.0 if layer > 1 else 1.0)" : "1.0";
        string[] spectrum = options.Spectrum == "flat" ? [] :
        [
            $"powers = [i ** -{Py.Number(options.Exponent)} for i in range(1, {options.Features + 1})]",
            $"eigenvalues = [power / {Py.Number(MeanOfPowers(options))} for power in powers]  # their mean is 1",
            "z = z * torch.tensor(eigenvalues, dtype=torch.float64).sqrt()",
        ];
        string[] lines =
        [
            "# Gaussian inputs; a random teacher network gives the targets. All numbers are drawn in float64 from one generator.",
            "generator = torch.Generator().manual_seed(DATA_SEED)",
            "",
            "",
            "def normal(rows, columns):",
            "    return torch.randn(rows, columns, dtype=torch.float64, generator=generator)",
            "",
            "",
            $"widths = {Py.List(widths.Select(width => Py.Number(width)))}",
            $"teacher = [normal(widths[layer], widths[layer - 1]) * math.sqrt({gain} / widths[layer - 1])",
            "           for layer in range(1, len(widths))]",
            $"z = normal({options.Examples}, {options.Features})",
            .. spectrum,
            rows >= options.Examples ? "answers = z" : $"answers = list(z.split({rows}))",
            .. rows >= options.Examples
                ? new[]
                {
                    "for layer, weight in enumerate(teacher, 1):",
                    "    answers = answers.matmul(weight.t())",
                    "    if layer < len(teacher):",
                    $"        answers = answers.{activation}()",
                }
                : [
                    "for layer, weight in enumerate(teacher, 1):  # in blocks of examples",
                    "    answers = [block.matmul(weight.t()) for block in answers]",
                    "    if layer < len(teacher):",
                    $"        answers = [block.{activation}() for block in answers]",
                    "answers = torch.cat(answers)",
                ],
            "inputs = z.to(DTYPE)",
            isRegression ? $"targets = (answers + normal({options.Examples}, 1) * {Py.Number(options.Noise)}).to(DTYPE)"
                : "targets = answers.argmax(1)",
        ];
        return new PyData([$"DATA_SEED = {Py.Number(options.DataSeed)}"], lines);
    }

    private static double MeanOfPowers(SyntheticOptions options) =>
        Enumerable.Range(1, options.Features).Select(i => Math.Pow(i, -options.Exponent)).ToArray().Average();
}
