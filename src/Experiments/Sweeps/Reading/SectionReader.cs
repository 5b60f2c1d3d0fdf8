using Experiments.Options.Reading;

namespace Experiments.Sweeps.Reading;

/// <summary>Reads a section of a sweep file into an ordinary options record.</summary>
internal static class SectionReader
{
    /// <summary>Returns null if the section is missing or wrong.</summary>
    public static T? Read<T>(ObjectNode file, string key, MistakeList mistakes)
        where T : class, new()
    {
        if (file.Find(key) is not { } member)
            return null;
        var catalog = new OptionCatalog(typeof(T), []);
        var before = mistakes.Count;
        var document = new TreeReader(catalog, mistakes, partial: false).Read(member.Value, Slot.Whole(typeof(T)), key, null);
        return mistakes.Count > before ? null : (T)new OptionBinder(catalog).Bind((JsonObject)document!, typeof(T));
    }
}
