namespace Experiments.Cli.Tests.Terminal;

/// <summary>Runs a test with another culture, whose numbers have decimal commas.</summary>
internal static class InCulture
{
    internal static void Do(string culture, Action test)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            test();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
