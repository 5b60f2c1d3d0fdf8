namespace Experiments.Tests.Initialization;

/// <summary>Reads only the <c>init</c> part of a config, in the same way as the program.</summary>
internal static class InitConfig
{
    private static readonly OptionCatalog s_catalog = new(typeof(InitOptions), Registries.All, LayerNames.Meanings);

    /// <summary>Returns the complete document of the part.</summary>
    public static JsonObject Resolve(string json)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, json);
            return ConfigReader.Resolve(s_catalog, path, []).Document;
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static InitOptions Read(string json) =>
        (InitOptions)new OptionBinder(s_catalog).Bind(Resolve(json), typeof(InitOptions));

    /// <summary>Reads one scheme, such as <c>{"scheme": "zeros"}</c>.</summary>
    public static Scheme ReadScheme(string json) => Read($$"""{ "weight": {{json}} }""").Weight;
}
