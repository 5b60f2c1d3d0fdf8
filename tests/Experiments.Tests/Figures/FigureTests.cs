using System.Xml.Linq;

namespace Experiments.Tests.Figures;

public sealed class FigureTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Samples => [.. SampleFigures.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_bytes_are_the_same_in_every_culture(string name)
    {
        foreach (var culture in new[] { "", "en-US", "de-DE" })
            Golden.Equal($"tests/Experiments.Tests/Figures/Golden/{name}.svg", InCulture(culture, SampleFigures.All[name].ToSvg));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_figure_is_an_XML_document_with_a_title_and_without_NaN(string name)
    {
        var text = SampleFigures.All[name].ToSvg();
        var document = XDocument.Parse(text);
        Assert.Equal(SampleFigures.All[name].Title, document.Root!.Element(s_svg + "title")!.Value);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", text, StringComparison.Ordinal);
        Assert.DoesNotContain("E+", text, StringComparison.Ordinal);
    }

    // If the ends of an axis are given, a position is left + width · (value − low) / (high − low). On a logarithmic axis, 10 is halfway
    // from 1 to 100.
    [Fact]
    public void A_number_is_drawn_at_its_position_on_the_axis()
    {
        var series = new Series("s", 0);
        var figure = new Figure("places", [
            new Panel("", new Axis("x") { Min = 0, Max = 10 }, new Axis("y", AxisKind.Log) { Min = 1, Max = 100 },
                [new Points([new(0, 1), new(5, 10), new(10, 100)]) { Series = series }]),
        ])
        { PanelWidth = 400, PanelHeight = 200 };
        var places = Circles(figure).ToList();
        var legend = places[0];
        Assert.Equal([200.0, 400.0], places.Skip(2).Select(place => place.X - places[1].X));
        Assert.Equal([-100.0, -200.0], places.Skip(2).Select(place => place.Y - places[1].Y));
        Assert.True(legend.Y < places[3].Y - 10, "the legend is above the plotting area");
    }

    [Fact]
    public void Zero_on_a_logarithmic_axis_is_an_arrow_and_interrupts_a_line()
    {
        var series = new Series("s", 0);
        var figure = new Figure("zero", [
            new Panel("", new Axis("x"), new Axis("y", AxisKind.Log), [
                new Line([new(0, 1), new(1, 2), new(2, 0), new(3, 4), new(4, 5)]) { Series = series },
                new Points([new(0, 1), new(1, 0), new(2, double.PositiveInfinity)]) { Series = series },
            ]),
        ]);
        var document = XDocument.Parse(figure.ToSvg());
        Assert.Equal(2, Circles(figure).Count());
        var paths = document.Descendants(s_svg + "path").Select(path => path.Attribute("d")!.Value).ToList();
        Assert.Contains(paths, path => path.Count(letter => letter == 'M') == 2 && path.Count(letter => letter == 'L') == 2);
        Assert.Equal(2, paths.Count(path => path.EndsWith('Z')));
    }

    [Fact]
    public void Each_of_fourteen_series_has_a_unique_pair_of_colour_and_marker()
    {
        var series = Enumerable.Range(0, 14).Select(index => new Series("s", index)).ToList();
        Assert.Equal(14, series.Select(one => (one.Color, one.Marker)).Distinct().Count());
        Assert.Equal(7, series.Take(7).Select(one => one.Color).Distinct().Count());
        Assert.Equal(7, series.Take(7).Select(one => one.Marker).Distinct().Count());
    }

    private static IEnumerable<(double X, double Y)> Circles(Figure figure) => XDocument.Parse(figure.ToSvg()).Descendants(s_svg + "circle")
        .Select(circle => (Number(circle, "cx"), Number(circle, "cy")));

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static string InCulture(string name, Func<string> write)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
            return write();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
