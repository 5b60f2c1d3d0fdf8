namespace Experiments.Tests.Options;

public class OptionCatalogTests
{
    [Fact]
    public void Keys_stand_in_the_order_of_declaration_the_types_own_before_its_bases() =>
        Assert.Equal(["side", "inner", "colour"], Toy.Catalog.KeyNames(typeof(ToySquare)));

    [Fact]
    public void Nullable_numbers_texts_lists_and_choices_are_told_from_the_others() =>
        Assert.Equal(["free", "note", "extra", "maybe"],
            Toy.Catalog.Keys(typeof(ToyConfig)).Where(key => key.Slot.Nullable).Select(key => key.Name));

    [Theory]
    [InlineData(typeof(OfDecimal), "System.Decimal")]
    [InlineData(typeof(OfUri), "System.Uri")]
    [InlineData(typeof(WithoutSetter), "Count has no init accessor")]
    public void An_option_that_the_reader_could_not_serve_is_refused_when_the_type_is_first_seen(Type type, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => Toy.Catalog.Keys(type)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_row_that_is_added_later_is_known_at_once()
    {
        var registry = new Registry<ToyShape>("shape", "kind").Add<ToyCircle>("circle", "Round.");
        var catalog = new OptionCatalog(typeof(ToyConfig), [registry]);
        var choice = (OptionType.Choice)catalog.Key(typeof(ToyConfig), "needed")!.Slot.Shape;

        registry.Add<ToySquare>("square", "Not round.");

        Assert.Equal(["circle", "square"], choice.Words);
        Assert.Throws<ArgumentException>(() => registry.Add<ToySquare>("square", "Again."));
    }

    private sealed record OfDecimal
    {
        [Option("price", "A price.")]
        public decimal Price { get; init; }
    }

    private sealed record OfUri
    {
        [Option("link", "A link.")]
        public Uri? Link { get; init; }
    }

    private sealed record WithoutSetter
    {
        [Option("count", "A count.")]
        public int Count => 3;
    }
}
