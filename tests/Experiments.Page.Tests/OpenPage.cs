using Microsoft.Playwright;

namespace Experiments.Page.Tests;

/// <summary>A page with what it asked for and complained of.</summary>
public sealed class OpenPage
{
    public OpenPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Addresses that were asked for, the page's own first.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Whatever was written to the console, and errors that nobody caught.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The texts of a column of a table, the rows as they stand.</summary>
    public async Task<IReadOnlyList<string>> Column(string table, int column) =>
        await Page.Locator($"#{table} tbody tr > :nth-child({column + 1})").AllInnerTextsAsync();
}
