using Experiments.Options.Expressions;
using Experiments.Options.Reading;
using Experiments.Probe;

namespace Experiments.Studies.Reading;

/// <summary>Checks relations between the keys of <c>claim.json</c>.</summary>
internal sealed class StudyCheck(string folder, StudyFile file, ObjectNode tree, MistakeList mistakes)
{
    private static readonly List<string> s_quantities = [.. ProbeColumn.All.Select(column => column.Name)];

    public void Run()
    {
        Twins("probes", file.Measurements.Select(one => one.Name), "measurements have the name");
        Twins("claims", file.Claims.Select(one => one.Id), "claims have the id");
        for (var i = 0; i < file.Probes.Count; i++)
            Files("probes", i, file.Probes[i].Configs);
        for (var i = 0; i < file.Sweeps.Count; i++)
            Files("sweeps", i, [file.Sweeps[i].File]);
        Figure();
        for (var i = 0; i < file.Claims.Count; i++)
            Claim(file.Claims[i], Place("claims", i));
    }

    private void Twins(string key, IEnumerable<string> names, string words)
    {
        foreach (var twins in names.GroupBy(name => name).Where(group => group.Count() > 1))
            mistakes.Add(tree.Find(key)?.Origin ?? tree.Origin, $"two {words} '{twins.Key}'; give one of them another name");
    }

    private void Files(string list, int index, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (File.Exists(Path.Combine(folder, name)))
                continue;
            var known = Directory.EnumerateFiles(folder, "*.json").Select(path => Path.GetFileName(path)!);
            mistakes.Add(Place(list, index), $"the file '{Quote.Shorten(name)}' does not exist in '{Quote.Shorten(folder)}'"
                + Names.DidYouMean(name, known));
        }
    }

    private void Figure()
    {
        var name = file.Figure.Split('/')[0];
        var known = file.Probes.Select(one => one.Name).Concat(file.Sweeps.Select(one => one.Name)).ToList();
        if (!known.Contains(name) || !file.Figure.EndsWith(".svg", StringComparison.Ordinal))
            mistakes.Add(tree.Find("figure")!.Value.Origin, $"figure is \"{Quote.Shorten(file.Figure)}\"; MEASUREMENT/FILE.svg with a "
                + $"probe or sweep ({string.Join(", ", known)}) is expected{Names.DidYouMean(name, known)}");
    }

    private void Claim(ClaimOptions claim, Origin place)
    {
        var names = claim.Values.Select(value => value.Name).ToList();
        foreach (var twins in names.GroupBy(name => name).Where(group => group.Count() > 1))
            Wrong($"two values have the name '{twins.Key}'; give one of them another name");
        foreach (var value in claim.Values)
            Value(value);
        try
        {
            var used = Expression.Parse(claim.Quantity, names).Names;
            foreach (var idle in names.Except(used))
                Wrong($"the value '{idle}' is not used in quantity; use it or remove it");
        }
        catch (FormatException mistake)
        {
            Wrong($"quantity \"{Quote.Shorten(claim.Quantity)}\": {mistake.Message}");
        }

        Range(claim);

        void Wrong(string sentence) => mistakes.Add(place, $"claim '{claim.Id}': {sentence}");

        void Value(ClaimValue value)
        {
            try
            {
                if (Refusal(ValuePath.Parse(value.Path)) is { } refusal)
                    Wrong($"path \"{Quote.Shorten(value.Path)}\": {refusal}");
            }
            catch (FormatException mistake)
            {
                Wrong($"path \"{Quote.Shorten(value.Path)}\": {mistake.Message}");
            }
        }

        void Range(ClaimOptions given)
        {
            if ((given.Expected is null) == (given.AtLeast is null && given.AtMost is null))
                Wrong("give either expected with tolerance, or at_least or at_most");
            else if ((given.Expected is null) != (given.Tolerance is null))
                Wrong("expected and tolerance belong together; give both or none");
            else if (given.Tolerance is { } tolerance && !(tolerance.Constant >= 0))
                Wrong($"tolerance is {tolerance}; a number of 0 or more is expected");
            else if (!(given.Low <= given.High))
                Wrong("at_least is above at_most, so no value is accepted");
            else if (given.Neighbour?.Constant is { } neighbour && neighbour >= given.Low && neighbour <= given.High)
                Wrong("the accepted range contains the neighbour, so the claim can't reject it; use a smaller tolerance");
        }
    }

    private string? Refusal(ValuePath path)
    {
        var known = file.Measurements.Select(one => one.Name).ToList();
        return file.Measurements.FirstOrDefault(one => one.Name == path.Measurement) switch
        {
            null => $"'{Quote.Shorten(path.Measurement)}' is not a measurement ({string.Join(", ", known)})"
                + Names.DidYouMean(path.Measurement, known),
            ProbeMeasurement => OfProbe(path),
            SweepMeasurement when path.Source == ValueSource.Predicted => "a sweep has no predictions; use a probe",
            SweepMeasurement when path.Label.Length == 0 => "a sweep needs MEASUREMENT/LABEL/METRIC or MEASUREMENT/LABEL/LAYER/QUANTITY",
            MeanFieldMeasurement when path.Layer is not null || path.Label.Length > 0 =>
                "mean-field theory has only MEASUREMENT/KEY, such as field/xi_c",
            _ => null,
        };
    }

    private static string? OfProbe(ValuePath path)
    {
        if (path.Layer is null)
            return "a probe needs MEASUREMENT/LABEL/LAYER/QUANTITY; LAYER is a number from 1, a number from the end such as -1, or "
                + $"one of {string.Join(", ", ValuePath.LayerWords)}";
        if (path.Source == ValueSource.Initial)
            return "a probe has no training, so it has no initial values; leave 'initial.' out";
        return s_quantities.Contains(path.Quantity)
            ? null
            : $"'{Quote.Shorten(path.Quantity)}' is not a quantity of a probe ({string.Join(", ", s_quantities)})"
                + Names.DidYouMean(path.Quantity, s_quantities);
    }

    private Origin Place(string list, int index) => ((ListNode)tree.Find(list)!.Value).Items[index].Origin;
}
