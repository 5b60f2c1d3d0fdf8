namespace LibTorchSharp.Tests;

internal static class Listing
{
    /// <summary>Fails if the list has items, and shows all items.</summary>
    public static void Empty(IEnumerable<string> items)
    {
        var all = items.ToList();
        Assert.True(all.Count == 0, $"{all.Count} items:\n{string.Join('\n', all)}");
    }
}
