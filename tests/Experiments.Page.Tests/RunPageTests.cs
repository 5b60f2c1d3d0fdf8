using Experiments.Reports.RunPage;
using Experiments.Tests.Reports.RunPage;
using Microsoft.Playwright;

namespace Experiments.Page.Tests;

[Trait("Category", "Slow")]
public sealed class RunPageTests(Browser browser, Xunit.Abstractions.ITestOutputHelper output) : IClassFixture<Browser>, IDisposable
{
    private static readonly WrittenRun s_hostile = new()
    {
        Name = WrittenRun.Hostile,
        Layers = [WrittenRun.Hostile, "a.rather.long.name.of.a.layer.in.a.deep.network.0.convolution", "c"],
        Classes = [WrittenRun.Hostile, "<b>fat</b>", "鱼"],
        Message = WrittenRun.Hostile,
    };

    private readonly string _root = Directory.CreateTempSubdirectory("experiments-run-page-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public static TheoryData<string, ColorScheme, int> Views()
    {
        var views = new TheoryData<string, ColorScheme, int>();
        foreach (var run in new[] { "classification", "regression", "diverged", "unfinished", "old", "hostile" })
        {
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                foreach (var width in new[] { 1400, 1000, 390 })
                    views.Add(run, scheme, width);
            }
        }

        return views;
    }

    [SkippableTheory]
    [MemberData(nameof(Views))]
    public async Task The_page_has_no_errors_no_requests_no_overlap_and_no_clipped_text(string run, ColorScheme scheme, int width)
    {
        var file = Write(RunOf(run));
        var page = await browser.Open(file, scheme, width);
        await page.Page.Locator("#theme").ClickAsync();
        await page.Page.Mouse.MoveAsync(width / 2, 500);

        Assert.Empty(page.Complaints);
        Assert.Equal([new Uri(file).AbsoluteUri], page.Requests.Where(address => !address.StartsWith("data:", StringComparison.Ordinal)));
        Assert.True(await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width);
        Assert.Empty(await page.Page.EvaluateAsync<string[]>(Overlaps));
        Assert.Empty(await page.Page.EvaluateAsync<string[]>(Clipped));
        if (run == "hostile")
            Assert.Equal($"{WrittenRun.Hostile}, seed 3", await page.Page.TitleAsync());
    }

    // The checks of the theory above must be able to fail.
    [SkippableFact]
    public async Task Overlap_and_clipped_text_are_found()
    {
        var page = await browser.Open(Write(new WrittenRun()));
        await page.Page.EvaluateAsync("() => { const card = document.querySelectorAll('.card')[1]; card.style.marginTop = '-300px'; "
            + "const head = document.querySelector('h3'); head.style.cssText = 'width:3px;overflow:hidden;white-space:nowrap'; }");

        Assert.NotEmpty(await page.Page.EvaluateAsync<string[]>(Clipped));
        await page.Page.EvaluateAsync("() => { document.querySelectorAll('.card')[2].style.marginTop = '-300px'; }");
        Assert.NotEmpty(await page.Page.EvaluateAsync<string[]>(Overlaps));
    }

    [SkippableFact]
    public async Task The_curves_are_drawn_from_the_recorded_numbers()
    {
        var page = await browser.Open(Write(new WrittenRun()));

        // The legend shows the last value of each series.
        Assert.Equal(Text(WrittenRun.Loss(400)), await Value(page, "chart-loss", "Validation"));
        var accuracy = 100 * (1 - (WrittenRun.Loss(400) / 2.6));
        Assert.Equal(Math.Round(accuracy, 2).ToString("0.##", CultureInfo.InvariantCulture) + " %",
            await Value(page, "chart-accuracy", "Test"));
        Assert.Equal(["chart-loss", "chart-accuracy", "chart-lr", "chart-gradient-norm"],
            await page.Page.Locator("[data-panel=curves] figure").EvaluateAllAsync<string[]>("figures => figures.map(one => one.id)"));
    }

    [SkippableFact]
    public async Task A_curve_that_ends_without_a_finite_value_says_so_and_has_a_gap_there()
    {
        var page = await browser.Open(Write(new WrittenRun { Status = "diverged" }));

        Assert.Equal("NaN", await Value(page, "chart-loss", "Validation"));
        Assert.Equal("NaN", await Value(page, "chart-loss", "Test"));
        // At x = 1 the first series has no value; at x = 2 it has one that is not finite.
        Assert.Equal(["5", "undefined", "null", "6"], await page.Page.EvaluateAsync<string[]>(
            "() => joined([{ x: [0, 2, 4], y: [5, 'NaN', 6] }, { x: [1], y: [7] }])[1].map(String)"));
        Assert.Empty(page.Complaints);
    }

    // Ten layers have the ratios 0.001, 0.002, …, 0.01.
    [SkippableFact]
    public async Task The_median_over_an_even_number_of_layers_is_the_mean_of_the_two_in_the_middle()
    {
        var page = await browser.Open(Write(new WrittenRun { Layers = [.. Enumerable.Range(0, 10).Select(i => $"features.{i}")] }));

        Assert.Equal("0.0055", await Value(page, "lines-update_ratio", "median over layers"));
        Assert.Equal("0.01", await Value(page, "lines-update_ratio", "largest over layers"));
    }

    [SkippableFact]
    public async Task A_share_just_below_one_is_not_100_percent()
    {
        var page = await browser.Open(Write(new WrittenRun()));

        Assert.Equal(["99.99 %", "100 %", "91.25 %"],
            await page.Page.EvaluateAsync<string[]>("() => [0.99996, 1, 0.9125].map(percent)"));
    }

    [SkippableFact]
    public async Task The_pointer_shows_the_values_of_one_update_in_all_charts()
    {
        var page = await browser.Open(Write(new WrittenRun()));
        var box = (await page.Page.Locator("#chart-loss .u-over").BoundingBoxAsync())!;
        // The middle of 400 updates is an evaluation.
        await page.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 50);

        Assert.Equal(Text(WrittenRun.Loss(200)), await Value(page, "chart-loss", "Validation"));
        Assert.Equal(Text(5 * Math.Exp(-200 / 60.0)), await Value(page, "chart-gradient-norm", "Norm of all gradients, before clipping"));
    }

    [SkippableFact]
    public async Task Dragging_zooms_all_charts_and_the_axis_can_be_logarithmic()
    {
        var page = await browser.Open(Write(new WrittenRun()));
        var before = await Ink(page, "#chart-lr canvas");
        var box = (await page.Page.Locator("#chart-loss .u-over").BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(box.X + 20, box.Y + 50);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(box.X + 120, box.Y + 60, new MouseMoveOptions { Steps = 4 });
        await page.Page.Mouse.UpAsync();
        await page.Page.WaitForTimeoutAsync(100);
        var zoomed = await Ink(page, "#chart-lr canvas");
        Assert.NotEqual(before, zoomed);

        var toggle = page.Page.Locator("#chart-loss .toggle");
        var pressed = await toggle.GetAttributeAsync("aria-pressed");
        var loss = await Ink(page, "#chart-loss canvas");
        await toggle.ClickAsync();
        Assert.NotEqual(pressed, await toggle.GetAttributeAsync("aria-pressed"));
        Assert.NotEqual(loss, await Ink(page, "#chart-loss canvas"));
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task A_click_on_the_legend_hides_a_series()
    {
        var page = await browser.Open(Write(new WrittenRun()));
        var entry = page.Page.Locator("#chart-loss .entry").First;
        var before = await Ink(page, "#chart-loss canvas");
        await entry.ClickAsync();

        Assert.Equal("false", await entry.GetAttributeAsync("aria-pressed"));
        Assert.NotEqual(before, await Ink(page, "#chart-loss canvas"));
    }

    [SkippableFact]
    public async Task Pointing_at_a_cell_of_a_heat_map_shows_its_layer_update_and_value()
    {
        var page = await browser.Open(Write(new WrittenRun()));
        var words = new List<string>();
        var box = (await page.Page.Locator("#heat-pre_activation_second_moment canvas").BoundingBoxAsync())!;
        await page.Page.Locator("#heat-pre_activation_second_moment").ScrollIntoViewIfNeededAsync();
        box = (await page.Page.Locator("#heat-pre_activation_second_moment canvas").BoundingBoxAsync())!;
        for (var x = 0.3; x < 1; x += 0.02)
        {
            await page.Page.Mouse.MoveAsync((float)(box.X + (x * box.Width)), box.Y + 40);
            if (await page.Page.Locator("#tip").IsVisibleAsync())
                words.Add(await page.Page.Locator("#tip").InnerTextAsync());
        }

        // Three rows of 34 pixels: the pointer is on the second layer.
        foreach (var step in new[] { 0, 100, 200, 300, 400 })
            Assert.Contains($"features.2\nupdate {step}\npre-activation second moment {Text(WrittenRun.Moment(1, step))}", words);
    }

    [SkippableFact]
    public async Task The_table_of_the_classes_has_the_shares_of_the_confusion_matrix()
    {
        var page = await browser.Open(Write(new WrittenRun()));

        // Row sums 40+2+0, 1+41+1, 2+0+42; column sums 40+1+2, 2+41+0, 0+1+42.
        Assert.Equal(["cat", "dog", "fish"], await page.Column("by-class", 0));
        Assert.Equal(["42", "43", "44"], await page.Column("by-class", 1));
        Assert.Equal(["95.24 %", "95.35 %", "95.45 %"], await page.Column("by-class", 2));
        Assert.Equal(["93.02 %", "95.35 %", "97.67 %"], await page.Column("by-class", 3));
        Assert.Equal(["dog (2)", "cat (1)", "cat (2)"], await page.Column("by-class", 4));
    }

    [SkippableFact]
    public async Task A_regression_shows_each_prediction_and_the_errors()
    {
        var page = await browser.Open(Write(new WrittenRun { IsRegression = true }));

        Assert.Equal(200, await page.Page.Locator("#scatter circle").CountAsync());
        Assert.Contains("true 100\npredicted 100",
            await page.Page.Locator("#scatter circle").First.GetAttributeAsync("data-tip"), StringComparison.Ordinal);
        var counted = await page.Page.Locator("#errors rect").EvaluateAllAsync<int>(
            "bars => bars.reduce((sum, bar) => sum + parseInt(bar.dataset.tip.split('\\n')[1]), 0)");
        Assert.Equal(200, counted);
        // NumPy's quantile of the errors 10 sin(i) interpolates between neighbours.
        var errors = Enumerable.Range(0, 200).Select(i => 100 + i + (10 * Math.Sin(i)) - (100 + i)).Order().ToList();
        var quarters = new[] { 0.5, 0.25, 0.75 }.Select(share => 199 * share).Select(place => (At: (int)place, Between: place % 1))
            .Select(place => errors[place.At] + (place.Between * (errors[place.At + 1] - errors[place.At]))).ToList();
        var note = await page.Page.Locator("#errors .note").InnerTextAsync();
        var shown = Regex.Matches(note, @"-?\d+(\.\d+)?(e-\d+)?")
            .Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(3, shown.Count);
        Assert.All(shown.Zip(quarters), pair => Assert.Equal(pair.Second, pair.First, 1e-3));
    }

    [SkippableFact]
    public async Task The_ridges_follow_the_chosen_layer()
    {
        var page = await browser.Open(Write(new WrittenRun()));
        Assert.Equal(5, await page.Page.Locator("#ridge-weight .ridge").CountAsync());
        Assert.Equal(1, await page.Page.Locator("#ridge-activation").CountAsync());
        await page.Page.Locator("#ridge-layer").SelectOptionAsync("classifier.0");
        // The last layer has no activation.
        Assert.Equal(0, await page.Page.Locator("#ridge-activation").CountAsync());
        Assert.Empty(page.Complaints);
    }

    // A run with fifty layers, 400 measurements and 2,000 evaluations.
    [SkippableFact]
    public async Task The_page_of_a_large_run_is_bounded_and_shows_itself_within_two_seconds()
    {
        var file = Write(new WrittenRun { Steps = 40_000, Layers = [.. Enumerable.Range(0, 50).Select(i => $"features.{i}")] });
        var page = await browser.Open(file);
        var paint = await page.Page.EvaluateAsync<double>("() => performance.getEntriesByType('paint')[0].startTime");
        var ready = await page.Page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].domComplete");

        output.WriteLine(FormattableString.Invariant($"{new FileInfo(file).Length / 1e6:0.00} MB, paint {paint:0} ms, ready {ready:0} ms"));
        Assert.InRange(new FileInfo(file).Length, 0, 2_500_000);
        Assert.InRange(paint, 0, 2000);
    }

    [SkippableFact]
    public async Task A_script_in_the_page_does_not_run()
    {
        var page = await browser.Open(Write(new WrittenRun()));
        await page.Page.EvaluateAsync("() => { const script = document.createElement('script'); script.textContent = 'document.title = "
            + "\"hacked\"'; document.body.append(script); }");

        Assert.NotEqual("hacked", await page.Page.TitleAsync());
        Assert.Contains(page.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Printed_pages_are_light()
    {
        var page = await browser.Open(Write(new WrittenRun()), ColorScheme.Dark);
        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.Equal("rgb(255, 255, 255)",
            await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.True((await page.Page.PdfAsync()).Length > 10_000);
    }

    private const string Overlaps = """
        () => {
          const found = [];
          const boxes = [...document.querySelectorAll("h2, .card, section > .note, section > .scroll, .tiles, .lead, .verdict, nav")]
            .filter(one => getComputedStyle(one).position !== "sticky").map(one => [one, one.getBoundingClientRect()]);
          for (const [one, a] of boxes) for (const [other, b] of boxes) {
            if (one === other || one.contains(other) || other.contains(one)) continue;
            const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            const name = element => element.tagName + " " + element.textContent.slice(0, 30);
            if (width > 1 && height > 1) found.push(name(one) + " | " + name(other));
          }
          return found;
        }
        """;

    private const string Clipped = """
        () => [...document.querySelectorAll("h1, h2, h3, p, dt, dd, td, th, button, label, code, .status, .entry")]
          .filter(one => !one.closest(".hidden") && one.offsetParent !== null)
          .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline" && one.clientWidth > 0)
          .map(one => one.tagName + " " + one.textContent.slice(0, 60))
          .concat([...document.querySelectorAll(".plot svg text")].filter(one => {
            const [text, frame] = [one.getBoundingClientRect(), one.ownerSVGElement.getBoundingClientRect()];
            return text.left < frame.left - 1 || text.right > frame.right + 1 || text.bottom > frame.bottom + 1;
          }).map(one => "svg " + one.textContent))
        """;

    private static WrittenRun RunOf(string kind) => kind switch
    {
        "regression" => new WrittenRun { IsRegression = true },
        "diverged" => new WrittenRun { Status = "diverged" },
        "unfinished" => new WrittenRun { Status = null, HasNewRecords = false },
        "old" => new WrittenRun { HasNewRecords = false, HasHistograms = false },
        "hostile" => s_hostile,
        _ => new WrittenRun(),
    };

    private string Write(WrittenRun run) => RunPageFile.Write(run.Write(_root));

    private static async Task<string> Value(OpenPage page, string chart, string series) =>
        await page.Page.Locator($"#{chart} .entry", new PageLocatorOptions { HasTextString = series }).Last.Locator(".value")
            .InnerTextAsync();

    // A picture of a canvas, to see whether it was drawn differently.
    private static async Task<string> Ink(OpenPage page, string canvas) =>
        await page.Page.Locator(canvas).First.EvaluateAsync<string>("canvas => canvas.toDataURL()");

    // The page shows five significant digits from 1 on, and four below.
    private static string Text(double value) => value < 1e-3
        ? value.ToString("0.###e-0", CultureInfo.InvariantCulture)
        : value.ToString(value >= 1 ? "G5" : "G4", CultureInfo.InvariantCulture);
}
