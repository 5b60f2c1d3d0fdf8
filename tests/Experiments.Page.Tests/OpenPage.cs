using Microsoft.Playwright;

namespace Experiments.Page.Tests;

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

    /// <summary>Requested addresses; the first is the address of the page.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Console messages and uncaught errors.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Returns the texts of a column of a table, in the shown order.</summary>
    public async Task<IReadOnlyList<string>> Column(string table, int column) =>
        await Page.Locator($"#{table} tbody tr > :nth-child({column + 1})").AllInnerTextsAsync();
}
