namespace Experiments.Tests.Experiment;

/// <summary>A config that is certainly wrong.</summary>
/// <param name="Named">Key or position that a precise message must name.</param>
/// <param name="InSchema">Whether a JSON Schema can detect the mistake.</param>
internal sealed record Mutation(string Kind, string Named, byte[] Text, bool InSchema);

/// <summary>Inserts a mistake into valid, complete configs, at every key and of every kind that is possible for the key. Keys that occurred
/// in an earlier config are skipped.</summary>
internal sealed class Mutator(OptionCatalog catalog, Random random)
{
    private const string Twin = "@twin@";

    private readonly HashSet<(string Path, Type? Type, string Meaning)> _done = [];

    public IEnumerable<Mutation> Mutations(JsonObject document)
    {
        foreach (var site in Sites(document, Slot.Whole(catalog.Root), [])
            .Where(site => _done.Add((site.Path, site.Type, site.Slot.Option.Summary))))
        {
            foreach (var mutation in site.Steps.Length == 0 ? [] : Values(document, site))
                yield return mutation;
            foreach (var mutation in site.Value is JsonObject members ? Keys(document, site, members) : [])
                yield return mutation;
        }
        foreach (var mutation in Texts(document))
            yield return mutation;
    }

    private sealed record Site(string[] Steps, Slot Slot, JsonNode? Value, Type? Type)
    {
        public string Path => string.Join('.', Steps);
    }

    private IEnumerable<Site> Sites(JsonNode? value, Slot slot, string[] steps)
    {
        var type = (slot.Shape, value) switch
        {
            (OptionType.Record record, JsonObject) => record.Type,
            (OptionType.Choice choice, JsonObject members) =>
                choice.Row(members[choice.Registry.Discriminator]!.GetValue<string>())!.OptionsType,
            _ => null,
        };
        yield return new Site(steps, slot, value, type);
        var children = type is not null
            ? catalog.Keys(type).Select(key => (key.Name, key.Slot, Value: value![key.Name]))
            : (value as JsonArray ?? []).Select((item, i) => (i.ToString(CultureInfo.InvariantCulture), slot.Element!, item));
        foreach (var (name, below, child) in children)
        {
            foreach (var site in Sites(child, below, [.. steps, name]))
                yield return site;
        }
    }

    private IEnumerable<Mutation> Values(JsonObject document, Site site)
    {
        foreach (var (kind, value, inSchema) in WrongValues(site.Slot))
            yield return new Mutation(kind, site.Path, Bytes(With(document, site.Steps, value)), inSchema);
        if (site.Slot.Shape is OptionType.Choice choice && site.Value is JsonObject)
        {
            var word = site.Value[choice.Registry.Discriminator]!.GetValue<string>();
            foreach (var wrong in new[] { word.ToUpperInvariant(), word + "x", "", "none_such" })
                yield return new Mutation("unknown kind", site.Path,
                    Bytes(With(document, [.. site.Steps, choice.Registry.Discriminator], wrong)), true);
        }
    }

    private static IEnumerable<(string Kind, JsonNode? Value, bool InSchema)> WrongValues(Slot slot)
    {
        var option = slot.Option;
        if (!slot.Nullable)
            yield return ("null", null, true);
        foreach (var value in WrongTypes(slot.Shape))
            yield return ("wrong type", value, true);
        if (slot.Shape is OptionType.Integer or OptionType.Number or OptionType.Formula)
        {
            if (double.IsFinite(option.Minimum))
                yield return ("below the range", option.ExclusiveMinimum ? Number(option.Minimum) : Number(option.Minimum - 1), true);
            if (double.IsFinite(option.Maximum))
                yield return ("above the range", option.ExclusiveMaximum ? Number(option.Maximum) : Number(option.Maximum + 1), true);
            yield return ("beyond any number", Raw("1e400"), false);
            yield return ("beyond float32", Raw("3.5e38"), false);
            yield return ("beyond any number", Raw("-" + new string('9', 400)), false);
        }
        if (slot.Shape is OptionType.Integer)
        {
            yield return ("beyond an integer", Raw("99999999999999999999"), true);
            yield return ("beyond an integer", Raw("-9223372036854775809"), true);
            yield return ("not whole", Raw("2.5"), true);
            yield return ("written as a fraction", Raw("2.0"), false);
            yield return ("written with an exponent", Raw("1e1"), false);
        }
        if (slot.Shape is OptionType.Formula)
        {
            yield return ("unknown name", "2/sqrt(fan_inn)", true);
            yield return ("no arithmetic", "2;fan_in", true);
            yield return ("expression without an end", "2/sqrt(fan_in", false);
            yield return ("expression that is not finite", "1/0", false);
        }
        if (slot.Shape is OptionType.Text && option.Allowed.Length > 0)
        {
            yield return ("wrong case", option.Allowed[0].ToUpperInvariant(), true);
            yield return ("unknown word", "none_such", true);
        }
        if (slot.Shape is OptionType.Text && option.Pattern.Length > 0)
            yield return ("against the pattern", "\u0001 none such", true);
        if (slot.Shape is OptionType.List && option.MinimumLength > 0)
            yield return ("too short", new JsonArray(), true);
    }

    private static IEnumerable<JsonNode> WrongTypes(OptionType shape) => shape switch
    {
        OptionType.Integer or OptionType.Number or OptionType.Formula =>
            ["3", "0.1", "NaN", "Infinity", true, new JsonArray(3), new JsonObject()],
        OptionType.Boolean => ["true", 0, 1, new JsonArray()],
        OptionType.Text => [3, false, new JsonArray("a"), new JsonObject()],
        OptionType.List => ["[]", 3, new JsonObject { ["0"] = 3 }],
        OptionType.Record => ["word", 3, true, new JsonArray()],
        _ => [3, true, new JsonArray("relu")],
    };

    private IEnumerable<Mutation> Keys(JsonObject document, Site site, JsonObject members)
    {
        var known = catalog.KeyNames(site.Type!).ToList();
        foreach (var name in members.Select(member => member.Key))
        {
            var misspelt = Misspell(name, members, known);
            yield return new Mutation("misspelt key", Join(site, misspelt), Bytes(Renamed(document, site, name, misspelt)), true);
            yield return new Mutation("key in the wrong case", Join(site, name.ToUpperInvariant()),
                Bytes(Renamed(document, site, name, name.ToUpperInvariant())), true);
            yield return new Mutation("key twice", Join(site, name), Twice(document, site, name), false);
        }
        yield return new Mutation("unknown key", Join(site, "none_such"), Bytes(With(document, [.. site.Steps, "none_such"], 3)), true);
        foreach (var name in catalog.Keys(site.Type!).Where(key => key.Option.Required).Select(key => key.Name))
            yield return new Mutation("missing key", Join(site, name), Bytes(Renamed(document, site, name, null)), false);
        if (site.Slot.Shape is OptionType.Choice choice)
        {
            foreach (var key in choice.Registry.Rows.SelectMany(row => catalog.KeyNames(row.OptionsType)).Distinct().Except(known))
                yield return new Mutation("key of another kind", Join(site, key), Bytes(With(document, [.. site.Steps, key], 1)), true);
        }
    }

    private string Misspell(string name, JsonObject members, List<string> known)
    {
        while (true)
        {
            var letters = new StringBuilder(name);
            var at = random.Next(name.Length);
            var letter = (char)('a' + random.Next(26));
            _ = random.Next(4) switch
            {
                0 => letters.Insert(at, letter),
                1 => letters.Remove(at, 1),
                2 => letters.Replace(letters[at], letter, at, 1),
                _ => letters.Append(letter),
            };
            var misspelt = letters.ToString();
            if (misspelt.Length > 0 && misspelt != "extends" && !known.Contains(misspelt) && !members.ContainsKey(misspelt))
                return misspelt;
        }
    }

    private IEnumerable<Mutation> Texts(JsonObject document)
    {
        var text = Bytes(document);
        for (var i = 0; i < 20; i++)
        {
            var cut = random.Next(1, text.Length - 1);
            yield return new Mutation("truncated", ":1:", text[..cut], false);
            byte wrong = (byte)random.Next(0xF8, 0x100);
            yield return new Mutation("invalid UTF-8", $"0x{wrong:X2}", [.. text[..cut], wrong, .. text[cut..]], false);
            var noise = new byte[random.Next(1, 300)];
            random.NextBytes(noise);
            yield return new Mutation("random bytes", "mutated.json:", [.. noise, .. "{"u8], false);
            yield return new Mutation("text after the end", ":1:", [.. text, .. "}"u8], false);
            var quote = Array.IndexOf(text, (byte)'"', random.Next(text.Length / 2));
            yield return new Mutation("a quotation mark less", ":1:", [.. text[..quote], .. text[(quote + 1)..]], false);
        }
    }

    private static JsonObject With(JsonObject document, string[] steps, JsonNode? value)
    {
        var copy = (JsonObject)document.DeepClone();
        var parent = At(copy, steps[..^1]);
        if (parent is JsonArray list)
            list[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = value?.DeepClone();
        else
            parent[steps[^1]] = value?.DeepClone();
        return copy;
    }

    private static JsonObject Renamed(JsonObject document, Site site, string name, string? to)
    {
        var copy = (JsonObject)document.DeepClone();
        var members = (JsonObject)At(copy, site.Steps);
        var value = members[name]?.DeepClone();
        members.Remove(name);
        if (to is not null)
            members[to] = value;
        return copy;
    }

    private static byte[] Twice(JsonObject document, Site site, string name)
    {
        var value = site.Value![name];
        var text = Encoding.UTF8.GetString(Bytes(With(document, [.. site.Steps, Twin], value)));
        return Encoding.UTF8.GetBytes(text.Replace($"\"{Twin}\"", $"\"{name}\"", StringComparison.Ordinal));
    }

    private static JsonNode At(JsonNode node, string[] steps) =>
        steps.Aggregate(node, (at, step) => at is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : at[step]!);

    private static string Join(Site site, string name) => site.Path.Length == 0 ? name : $"{site.Path}.{name}";

    private static JsonNode Number(double value) => Raw(CanonicalJson.Number(value));

    private static JsonNode Raw(string text) => JsonNode.Parse(text)!;

    private static byte[] Bytes(JsonObject document) => Encoding.UTF8.GetBytes(document.ToJsonString());
}
