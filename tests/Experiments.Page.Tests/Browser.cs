using Microsoft.Playwright;

namespace Experiments.Page.Tests;

/// <summary>Starts one Chromium for all tests. The tests are reported as skipped if the machine has no Chromium.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] s_names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Executable { get; } = Environment.GetEnvironmentVariable("EXPERIMENTS_CHROMIUM")
        ?? s_names.FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (Executable is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = ["--no-sandbox"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a page in a new window and records its requests and errors.</summary>
    /// <param name="width">Width of the window in pixels.</param>
    public async Task<OpenPage> Open(string file, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        Skip.If(_browser is null, "no Chromium on this machine (on Debian: apt install chromium)");
        var context = await _browser!.NewContextAsync(
            new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        var page = new OpenPage(await context.NewPageAsync());
        await page.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return page;
    }
}
