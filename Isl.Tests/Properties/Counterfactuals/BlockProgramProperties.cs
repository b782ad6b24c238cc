using System.Text.RegularExpressions;
using Isl.Grains.Models.Formulas;

namespace Isl.Tests.Properties.Counterfactuals;

/// <summary>Compiled blocks give what the plain evaluator gives.</summary>
public sealed partial class BlockProgramProperties
{
    /// <summary>The draws of a block that are compared; the first ones hold the special values.</summary>
    private const int Checked = 160;

    private static readonly string[] Names = ["A", "B", "C", "noise"];

    [Fact]
    public void Run_RandomFormulas_AgreesWithTheTreeWalker()
    {
        var random = new Random(20);
        var exact = 0;
        for (var trial = 0; trial < 2_000; trial++)
        {
            var text = FormulaGenerator.Formula(random, 1 + (trial % 5));
            var same = !Inexact().IsMatch(text);
            exact += same ? 1 : 0;
            Check(text, random, same);
        }

        Assert.InRange(exact, 300, 1_900);
    }

    /// <summary>One function at a time, over all magnitudes and the special values: what a composition could amplify shows here first.</summary>
    [Theory]
    [InlineData("exp(A)", 1e-14)]
    [InlineData("log(A)", 1e-14)]
    [InlineData("tanh(A)", 0)]
    [InlineData("sin(A)", 1e-13)]
    [InlineData("cos(A)", 1e-13)]
    [InlineData("tan(A)", 0)]
    [InlineData("log10(A)", 0)]
    [InlineData("sigmoid(A)", 1e-14)]
    [InlineData("A^2", 1e-15)]
    [InlineData("A^3", 1e-15)]
    [InlineData("A^-1", 1e-15)]
    [InlineData("A^0.5", 0)]
    [InlineData("round(A) + floor(A) * ceil(A)", 0)]
    [InlineData("2.5 * A + 1.2 * B + noise", 0)]
    [InlineData("2 - A * 3 + 1 / B", 0)]
    [InlineData("min(A, B) - max(A, C)", 0)]
    [InlineData("if(A < B, A, if(A == C, 1, noise != A))", 0)]
    public void Run_OverAllMagnitudes_AgreesWithTheScalarFunction(string text, double tolerance)
    {
        var random = new Random(21);
        for (var trial = 0; trial < 20; trial++)
        {
            Check(text, random, tolerance == 0, tolerance, wide: true);
        }
    }

    private static void Check(string text, Random random, bool exact, double tolerance = 1e-12, bool wide = false)
    {
        var formula = FormulaParser.Parse(text, "");
        var graph = new ExpressionGraph();
        var inputs = Names.Select((_, i) => graph.Input(i)).ToArray();
        var node = graph.Add(formula, name => inputs[Array.IndexOf(Names, name)], _ => inputs[3]);
        var program = BlockCompiler.Compile(graph, [new ProgramOutput(node, false)]);
        var sink = new Sink(random, wide);
        program.Run(program.CreateRegisters(), sink);

        for (var i = 0; i < Checked; i++)
        {
            var expected = formula.Evaluate(name => sink.Inputs[Array.IndexOf(Names, name)][i], sink.Inputs[3][i]);
            var same = exact
                ? expected.Equals(sink.Result[i]) || expected == sink.Result[i]
                : expected.Equals(sink.Result[i])
                    || Math.Abs(expected - sink.Result[i]) <= (tolerance * Math.Abs(expected)) + 1e-300
                    || !Stable(formula, sink, i);
            Assert.True(
                same,
                $"{text} at A={sink.Inputs[0][i]:R} B={sink.Inputs[1][i]:R} C={sink.Inputs[2][i]:R} noise={sink.Inputs[3][i]:R}: "
                    + $"{sink.Result[i]:R}, expected {expected:R}");
        }
    }

    /// <summary>
    /// Whether the formula's value survives a change of its inexact functions in the last places; where it does not, no two libraries agree.
    /// </summary>
    private static bool Stable(Formula formula, Sink sink, int draw)
    {
        var values = new double[][] { new double[formula.Nodes.Length], new double[formula.Nodes.Length], new double[formula.Nodes.Length] };
        for (var run = 0; run < 3; run++)
        {
            for (var i = 0; i < formula.Nodes.Length; i++)
            {
                var node = formula.Nodes[i];
                var v = values[run];
                v[i] = node.Op switch
                {
                    FormulaOp.Number => node.Value,
                    FormulaOp.Input => sink.Inputs[Array.IndexOf(Names, node.Name!)][draw],
                    FormulaOp.Noise => sink.Inputs[3][draw],
                    _ => FormulaMath.Apply(node.Op, v[node.A], node.B < 0 ? 0 : v[node.B], node.C < 0 ? 0 : v[node.C]),
                };
                if (node.Op is FormulaOp.Exp or FormulaOp.Log or FormulaOp.Sin or FormulaOp.Cos or FormulaOp.Sigmoid or FormulaOp.Power)
                {
                    v[i] *= 1 + ((run - 1) * 1e-14);
                }
            }
        }

        var (low, mid, high) = (values[0][^1], values[1][^1], values[2][^1]);
        return Math.Abs(low - mid) <= 1e-12 * Math.Abs(mid) && Math.Abs(high - mid) <= 1e-12 * Math.Abs(mid);
    }

    [GeneratedRegex("exp|log\\(|sin|cos|sigmoid|\\^")]
    private static partial Regex Inexact();

    private sealed class Sink : IBlockSink
    {
        private static readonly double[] Special =
        [
            0,
            -0.0,
            1,
            -1,
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.NaN,
            1e-320,
            709.7,
            710,
            -745,
            -746,
            1e300,
            0.5,
            2.5,
            -1e5,
        ];

        public Sink(Random random, bool wide)
        {
            foreach (var block in Inputs)
            {
                for (var i = 0; i < block.Length; i++)
                {
                    block[i] = i < 32 || wide && i < 64 ? Special[random.Next(Special.Length)]
                        : wide ? (random.Next(2) == 0 ? -1 : 1) * Math.Pow(10, (random.NextDouble() * 12) - 8)
                        : (random.NextDouble() * 20) - 10;
                }
            }
        }

        public double[][] Inputs { get; } = [.. Enumerable.Range(0, 4).Select(_ => new double[BlockProgram.BlockSize])];

        public double[] Result { get; } = new double[BlockProgram.BlockSize];

        public void Draw(int input, Span<double> destination) => Inputs[input].CopyTo(destination);

        public void Take(int output, ReadOnlySpan<double> block) => block.CopyTo(Result);
    }
}
