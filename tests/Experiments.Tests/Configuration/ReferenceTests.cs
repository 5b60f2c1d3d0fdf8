using Experiments.Configuration;
using Experiments.Configuration.Options;

namespace Experiments.Tests.Configuration;

public class ReferenceTests
{
    [Fact]
    public void The_documented_reference_is_what_the_options_say() => Golden.Equal("docs/config.md", Reference.Markdown());

    [Fact]
    public void Every_row_and_every_key_of_it_stands_in_the_reference()
    {
        var text = Reference.Markdown();

        foreach (var row in Registries.All.SelectMany(registry => registry.Rows))
        {
            Assert.Contains($"\n### `{row.Name}`\n\n{row.Summary}\n", text, StringComparison.Ordinal);
            Assert.All(OptionCatalog.Product.Keys(row.OptionsType), key => Assert.Contains($"\n| `{key.Name}`", text, StringComparison.Ordinal));
        }
    }
}
