using Experiments.Tests.Reports;
using Microsoft.Playwright;

namespace Experiments.Page.Tests;

[Trait("Category", "Slow")]
public sealed class ReportPageTests : IClassFixture<Browser>, IDisposable
{
    // Index of the column of means, which follows the label and the number of seeds.
    private const int Mean = 2;

    private const string Summary = "test-accuracy-summary";

    private readonly string _root = Directory.CreateTempSubdirectory("experiments-page-").FullName;
    private readonly Browser _browser;
    private readonly Study _study;
    private readonly string _file;

    public ReportPageTests(Browser browser)
    {
        _browser = browser;
        var sweep = new GeneratedRuns { Seeds = 10 }.Write(_root);
        var folder = Path.Combine(sweep, "report");
        _study = ReportBuilder.Read(ComparedRuns.Of(ComparisonPlan.Of([sweep], null, [], null), mixes: false), "generated");
        _file = ReportFolder.Write(folder, ReportBuilder.Of(_study, folder));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [SkippableTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_page_makes_no_requests_and_has_no_errors(ColorScheme scheme)
    {
        var page = await _browser.Open(_file, scheme);
        await page.Page.Locator("#theme").ClickAsync();
        await page.Page.Locator(".key").First.ClickAsync();
        await page.Page.Locator($"#{Summary} thead button").First.ClickAsync();
        await page.Page.Mouse.MoveAsync(200, 300);
        Assert.Empty(page.Complaints);
        Assert.Equal([new Uri(_file).AbsoluteUri], page.Requests.Where(address => !address.StartsWith("data:", StringComparison.Ordinal)));
    }

    // If the page made a request, the browser would refuse the request.
    [SkippableFact]
    public async Task The_browser_refuses_a_request_of_the_page()
    {
        var page = await _browser.Open(_file);
        await page.Page.EvaluateAsync(
            "() => { const image = new Image(); image.src = 'https://example.org/x.png'; document.body.append(image); return "
                + "fetch('https://example.org/').catch(() => 0); }");
        Assert.Contains(page.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task The_page_shows_the_computed_numbers()
    {
        var page = await _browser.Open(_file);
        var groups = _study.Comparisons[0].Groups;
        Assert.Equal(groups.Select(group => group.Label), await page.Column(Summary, 0));
        Assert.Equal(groups.Select(group => group.Summary.Mean!.Value.ToString("0.####", CultureInfo.InvariantCulture)),
            await page.Column(Summary, Mean));
        var exact = await page.Page.Locator($"#{Summary} tbody tr > :nth-child({Mean + 1})")
            .EvaluateAllAsync<double[]>("cells => cells.map(cell => Number(cell.dataset.value))");
        Assert.Equal(groups.Select(group => group.Summary.Mean!.Value), exact);
        var corrected = await page.Page.Locator("#test-accuracy-pairs tbody tr > :nth-child(10)")
            .EvaluateAllAsync<double[]>("cells => cells.map(cell => Number(cell.dataset.value))");
        Assert.Equal(_study.Comparisons[0].Pairs.Select(pair => pair.CorrectedP!.Value), corrected);
        Assert.Equal(_study.Runs.Runs.Count, await page.Page.Locator("#runs tbody tr").CountAsync());
    }

    // 1100 pixels is the window of a small notebook. In a narrower window the table scrolls.
    [SkippableFact]
    public async Task The_summary_fits_in_a_window_of_1100_pixels()
    {
        var page = await _browser.Open(_file);
        await page.Page.SetViewportSizeAsync(1100, 800);
        var table = page.Page.Locator($"#{Summary}");
        Task<int> Hidden() => table.EvaluateAsync<int>(
            "table => { const frame = table.closest('.scroll'); return frame.scrollWidth - frame.clientWidth; }");
        Assert.Equal(0, await Hidden());
        await page.Page.SetViewportSizeAsync(390, 800);
        Assert.NotEqual(0, await Hidden());
    }

    [SkippableFact]
    public async Task A_click_on_a_heading_sorts_and_a_second_click_reverses_the_order()
    {
        var page = await _browser.Open(_file);
        var head = page.Page.Locator($"#{Summary} thead th").Nth(Mean);
        await head.Locator("button").ClickAsync();
        var means = _study.Comparisons[0].Groups.Select(group => group.Summary.Mean!.Value).ToList();
        Assert.Equal(_study.Comparisons[0].Groups.OrderBy(group => group.Summary.Mean).Select(group => group.Label),
            await page.Column(Summary, 0));
        Assert.Equal("ascending", await head.GetAttributeAsync("aria-sort"));
        // The keyboard can also sort the table.
        await head.Locator("button").PressAsync("Enter");
        Assert.Equal(_study.Comparisons[0].Groups.OrderByDescending(group => group.Summary.Mean).Select(group => group.Label),
            await page.Column(Summary, 0));
        Assert.Equal("descending", await head.GetAttributeAsync("aria-sort"));
        await page.Page.Locator($"#{Summary} thead button").First.ClickAsync();
        Assert.Null(await head.GetAttributeAsync("aria-sort"));
    }

    [SkippableFact]
    public async Task A_click_on_the_legend_hides_a_series_only_in_its_figure()
    {
        var page = await _browser.Open(_file);
        var label = _study.Comparisons[0].Groups[1].Label;
        var key = page.Page.Locator($"#test-accuracy-curves .key[data-series='{label}']");
        ILocator Marks(string figure) => page.Page.Locator($"#{figure} [data-series='{label}']:not(.key)");
        await key.ClickAsync();
        Assert.Equal("false", await key.GetAttributeAsync("aria-pressed"));
        // Each of the two panels has a line and a band.
        Assert.Equal(4, await Marks("test-accuracy-curves").CountAsync());
        Assert.All(await Marks("test-accuracy-curves").AllAsync(), mark => Assert.False(mark.IsVisibleAsync().Result));
        Assert.True(await Marks("test-accuracy-profiles").First.EvaluateAsync<bool>("mark => getComputedStyle(mark).display !== 'none'"));
        await key.PressAsync(" ");
        Assert.Equal("true", await key.GetAttributeAsync("aria-pressed"));
        Assert.Equal(0, await page.Page.Locator("#test-accuracy-curves .off").CountAsync());
    }

    [SkippableFact]
    public async Task Pointing_at_a_mark_shows_its_values()
    {
        var page = await _browser.Open(_file);
        var best = _study.Comparisons[0].Groups[0];
        var mark = page.Page.Locator("#test-accuracy-seeds [data-series]").First.Locator("[data-tip]").First;
        await mark.ScrollIntoViewIfNeededAsync();
        await mark.HoverAsync();
        var words = await page.Page.Locator("#tip").InnerTextAsync();
        Assert.Contains(best.Label, words, StringComparison.Ordinal);
        var seed = long.Parse(Regex.Match(words, @"seed (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Contains(best.PerSeed[seed].ToString("0.####", CultureInfo.InvariantCulture), words, StringComparison.Ordinal);
        await page.Page.Keyboard.PressAsync("Escape");
        Assert.False(await page.Page.Locator("#tip").IsVisibleAsync());
    }

    [SkippableFact]
    public async Task The_theme_follows_the_system_until_the_button_is_pressed()
    {
        var (light, dark) = (await _browser.Open(_file), await _browser.Open(_file, ColorScheme.Dark));
        Assert.Equal(("rgb(255, 255, 255)", "rgb(255, 255, 255)"), await Grounds(light));
        Assert.Equal(("rgb(20, 24, 29)", "rgb(20, 24, 29)"), await Grounds(dark));
        await light.Page.Locator("#theme").ClickAsync();
        Assert.Equal(await Grounds(dark), await Grounds(light));
        await dark.Page.Locator("#theme").ClickAsync();
        Assert.Equal(("rgb(255, 255, 255)", "rgb(255, 255, 255)"), await Grounds(dark));
        // Printed pages are always light.
        await light.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal(("rgb(255, 255, 255)", "rgb(255, 255, 255)"), await Grounds(light));
    }

    [SkippableTheory]
    [InlineData(1280)]
    [InlineData(400)]
    public async Task The_page_is_not_wider_than_the_window(int width)
    {
        var page = await _browser.Open(_file, width: width);
        Assert.True(await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width);
    }

    // WCAG 2.1 level AA requires a contrast of 4.5 to 1 for text.
    [SkippableTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_has_enough_contrast(ColorScheme scheme)
    {
        var page = await _browser.Open(_file, scheme);
        foreach (var place in new[] { "body", ".note", "figcaption", "main a", "strong", "thead button" })
        {
            var colors = await page.Page.Locator(place).First.EvaluateAsync<string[]>(
                "element => [getComputedStyle(element).color, getComputedStyle(document.body).backgroundColor]");
            var (one, other) = (Luminance(colors[0]), Luminance(colors[1]));
            Assert.True((Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05) >= 4.5, $"{place}: {colors[0]} on {colors[1]}");
        }
    }

    [SkippableFact]
    public async Task Tables_have_headings_figures_have_names_and_the_keyboard_reaches_all_buttons()
    {
        var page = await _browser.Open(_file);
        Assert.Equal(0, await page.Page.Locator("thead th:not([scope=col])").CountAsync());
        Assert.Equal(await page.Page.Locator("tbody tr").CountAsync(), await page.Page.Locator("tbody th[scope=row]").CountAsync());
        Assert.Equal(await page.Page.Locator("table").CountAsync(), await page.Page.Locator("table caption").CountAsync());
        Assert.Equal(await page.Page.Locator("figure").CountAsync(), await page.Page.Locator("figure svg[role=img] > title").CountAsync());
        Assert.Equal(0, await page.Page.Locator(".key:not([tabindex])").CountAsync());
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the results", await page.Page.EvaluateAsync<string>("() => document.activeElement.textContent"));
    }

    [SkippableFact]
    public async Task A_run_links_to_its_config_and_its_log()
    {
        var page = await _browser.Open(_file);
        foreach (var words in new[] { "config", "log" })
        {
            var address = await page.Page
                .Locator("#runs a", new PageLocatorOptions { HasTextString = words }).First.EvaluateAsync<string>("link => link.href");
            Assert.True(File.Exists(new Uri(address).LocalPath), address);
        }
    }

    private static async Task<(string Page, string Figure)> Grounds(OpenPage page) => (
        await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"),
        await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('svg.xf rect')).fill"));

    // Relative luminance of rgb(r, g, b) according to WCAG 2.1.
    private static double Luminance(string color)
    {
        var parts = Regex.Matches(color, @"[\d.]+").Take(3).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture) / 255)
            .Select(part => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToList();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
