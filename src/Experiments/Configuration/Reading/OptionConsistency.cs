using System.Text.Json.Nodes;
using Experiments.Configuration.Options;
using Microsoft.Extensions.Configuration;

namespace Experiments.Configuration.Reading;

/// <summary>Asks options whose keys depend on one another (<see cref="IValidated"/>) once each key by itself is right.</summary>
internal sealed class OptionConsistency(OptionCatalog catalog, MistakeList mistakes)
{
    private readonly OptionBinder _binder = new(catalog);

    /// <summary>Adds what is wrong to the mistakes, at the key that the sentence begins with.</summary>
    public void Check(JsonObject complete, ObjectNode node, Type type, string path)
    {
        if (!typeof(IValidated).IsAssignableFrom(type))
            return;
        var options = (IValidated)_binder.Bind(Settings.From(complete), type);
        foreach (var sentence in options.Mistakes())
        {
            var key = string.Concat(sentence.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
            var origin = node.Find(key)?.Value.Origin ?? node.Origin;
            mistakes.Add(origin, path.Length == 0 ? sentence : $"{path}.{sentence}");
        }
    }
}
