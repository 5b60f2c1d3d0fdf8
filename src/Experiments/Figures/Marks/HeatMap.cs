using Experiments.Figures.Drawing;

namespace Experiments.Figures.Marks;

/// <summary>Cells coloured by a number, with a colour bar beside the panel.</summary>
/// <param name="XEdges">Edges of the columns, ascending; one more than the number of columns.</param>
/// <param name="YEdges">Edges of the rows, ascending; one more than the number of rows.</param>
/// <param name="Values">Numbers, indexed [row][column], lowest row first; NaN gives an empty cell.</param>
public sealed record HeatMap(IReadOnlyList<double> XEdges, IReadOnlyList<double> YEdges, IReadOnlyList<IReadOnlyList<double>> Values,
    ColorScale Colors) : Mark
{
    internal override bool IsFlush => true;

    internal override IEnumerable<DataPoint> Extent =>
        XEdges.Select(x => new DataPoint(x, double.NaN)).Concat(YEdges.Select(y => new DataPoint(double.NaN, y)));

    internal override void Draw(SvgWriter svg, Frame frame)
    {
        for (var row = 0; row < Values.Count; row++)
        {
            var column = 0;
            while (column < Values[row].Count)
            {
                // Neighbouring cells of the same colour become one rectangle.
                var (first, step) = (column, Colors.StepOf(Values[row][column]));
                while (column < Values[row].Count && Colors.StepOf(Values[row][column]) == step)
                    column++;
                var (left, top) = (frame.X(XEdges[first]), frame.Y(YEdges[row + 1]));
                if (step >= 0)
                    svg.Rectangle(left, top, frame.X(XEdges[column]) - left, frame.Y(YEdges[row]) - top,
                        $"fill:{Colors.ColorOf(step)};shape-rendering:crispEdges");
            }
        }
    }
}
