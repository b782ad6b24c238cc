using Isl.Grains.Models.Formulas;

namespace Isl.Tests.Properties.Optimisation;

/// <summary>Slopes over intervals hold every difference quotient between two points there.</summary>
public sealed class SlopeProperties
{
    [Theory]
    [InlineData("X * Z + X^3 - Z / (2 + X^2)")]
    [InlineData("exp(-X * Z) + sin(3 * X) * cos(Z)")]
    [InlineData("log(3 + X) * sqrt(4 + Z) - log10(5 + X * Z)")]
    [InlineData("abs(X - Z) + min(X, Z^2) - max(X * Z, 0.3)")]
    [InlineData("tanh(X) / (1 + exp(Z)) + sigmoid(X - Z)")]
    [InlineData("if(X > 0.2, X^2, Z) + floor(X) * Z")]
    [InlineData("(2 + X)^1.5 + (3 + Z)^X + (2.5 + X)^(-2)")]
    [InlineData("tan(X / 2) - 2^Z")]
    public void Apply_AnyTwoPoints_HoldTheirQuotient(string formula)
    {
        var graph = new ExpressionGraph();
        var root = graph.Add(FormulaParser.Parse(formula, "/"), name => graph.Input(name == "X" ? 0 : 1), _ => 0);
        var parsed = FormulaParser.Parse(formula, "/");
        var random = new Random(4);
        for (var round = 0; round < 3000; round++)
        {
            Interval[] box = [Any(), Any()];
            var slopes = Slopes(graph, root, box);
            for (var side = 0; side < 2; side++)
            {
                double[] from = [In(box[0]), In(box[1])];
                var to = (double[])from.Clone();
                to[side] = In(box[side]);
                var quotient = (At(to) - At(from)) / (to[side] - from[side]);
                if (double.IsFinite(quotient) && Math.Abs(to[side] - from[side]) > 1e-6)
                {
                    var rounding = 1e-8 * Math.Max(1, Math.Abs(quotient));
                    Assert.True(
                        quotient >= slopes[side].Low - rounding && quotient <= slopes[side].High + rounding,
                        $"{formula} over {box[0]} × {box[1]}: {quotient} is not in {slopes[side]}");
                }
            }
        }

        double At(double[] point) => parsed.Evaluate(name => point[name == "X" ? 0 : 1], 0);

        double In(Interval side) => side.Low + (random.NextDouble() * (side.High - side.Low));

        Interval Any()
        {
            var (a, b) = ((4 * random.NextDouble()) - 2, (4 * random.NextDouble()) - 2);
            return new Interval(Math.Min(a, b), Math.Max(a, b));
        }
    }

    private static Interval[] Slopes(ExpressionGraph graph, int root, Interval[] box)
    {
        var values = new Interval[graph.Nodes.Length];
        var slopes = new Interval[2][];
        for (var side = 0; side < 2; side++)
        {
            slopes[side] = new Interval[values.Length];
            for (var i = 0; i < values.Length; i++)
            {
                var node = graph[i];
                if (node.Op is FormulaOp.Number or FormulaOp.Input)
                {
                    values[i] = node.Op == FormulaOp.Number ? Interval.Of(node.Value) : box[(int)node.Bits];
                    slopes[side][i] = node.Op == FormulaOp.Input && node.Bits == side ? Interval.Of(1) : default;
                    continue;
                }

                var (a, b, c) = (values[node.A], node.B < 0 ? default : values[node.B], node.C < 0 ? default : values[node.C]);
                values[i] = IntervalMath.Apply(node.Op, a, b, c);
                slopes[side][i] = SlopeMath.Apply(node.Op, values[i], a, b, Of(node.A), Of(node.B), Of(node.C));

                Interval Of(int operand) => operand < 0 ? default : slopes[side][operand];
            }
        }

        return [slopes[0][root], slopes[1][root]];
    }
}
