
namespace Experiments.Options.Reading;

/// <summary>Checks options whose keys depend on one another (<see cref="IValidated"/>). Each single key has already been checked.</summary>
internal sealed class OptionConsistency(OptionCatalog catalog, MistakeList mistakes)
{
    private readonly OptionBinder _binder = new(catalog);

    /// <summary>Adds the mistakes of an object. The text of each mistake begins with a key, whose position the mistake gets.</summary>
    public void Check(JsonObject complete, ObjectNode node, Type type, string path)
    {
        if (!typeof(IValidated).IsAssignableFrom(type))
            return;
        var options = (IValidated)_binder.Bind(complete, type);
        foreach (var sentence in options.Mistakes())
        {
            var key = string.Concat(sentence.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
            var origin = node.Find(key)?.Value.Origin ?? node.Origin;
            mistakes.Add(origin, path.Length == 0 ? sentence : $"{path}.{sentence}");
        }
    }
}
