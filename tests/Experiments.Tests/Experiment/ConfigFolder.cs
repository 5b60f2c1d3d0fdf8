namespace Experiments.Tests.Experiment;

/// <summary>A temporary folder of config files.</summary>
public sealed class ConfigFolder : IDisposable
{
    public ConfigFolder() => Directory.CreateDirectory(Root);

    public string Root { get; } = Path.Combine(Path.GetTempPath(), "experiments-config-" + Guid.NewGuid().ToString("N"));

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public JsonObject ReadToy(string text, params string[] sets) =>
        ConfigReader.Resolve(Toy.Catalog, Write("toy.json", text), sets).Document;

    internal ToyConfig BindToy(string text, params string[] sets) =>
        (ToyConfig)new OptionBinder(Toy.Catalog).Bind(ReadToy(text, sets), typeof(ToyConfig));

    /// <summary>Returns the error messages for an invalid config, without the folder's name.</summary>
    public IReadOnlyList<string> MistakesOf(string text, params string[] sets)
    {
        var path = Write("toy.json", text);
        var refused = Assert.Throws<InputException>(() => ConfigReader.Resolve(Toy.Catalog, path, sets));
        return [.. refused.Mistakes.Select(mistake => mistake.Replace(Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
