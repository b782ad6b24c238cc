using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Conformal;

/// <summary>The mean of a model's variables for given values of some of them.</summary>
/// <remarks>
/// Where the outputs are affine in everything random, the mean is that of the mean noise, in closed form. Elsewhere it is the average
/// over draws that are the same for every case, so that it depends on the case and the seed alone, and not on the order of the cases.
/// </remarks>
internal sealed class MeanPredictor
{
    private const int Block = BlockProgram.BlockSize;

    /// <summary>Draws an average is over, in blocks: many for few cases.</summary>
    private const int MostBlocks = 16;

    private const int BlockBudget = 4096;
    private const int MostBlocksOfDraws = 8192;

    private readonly BlockProgram _program;
    private readonly int _outputs;
    private readonly List<(string Name, DistributionSpec Spec)> _random;
    private readonly DistributionShelf _distributions;

    private MeanPredictor(
        BlockProgram program, int outputs, List<(string, DistributionSpec)> random, DistributionShelf distributions, bool isAffine) =>
        (_program, _outputs, _random, _distributions, IsAffine) = (program, outputs, random, distributions, isAffine);

    /// <summary>Are the outputs affine in everything random?</summary>
    public bool IsAffine { get; }

    /// <summary>Prepares the means of some variables.</summary>
    /// <param name="variables">All variables and exogenous quantities, causes before effects.</param>
    /// <param name="given">Names whose values each case gives.</param>
    /// <param name="intervention">What is changed; values that are given stay as they are.</param>
    /// <param name="outputs">Names to predict.</param>
    /// <param name="distributions">Where the distributions come from.</param>
    /// <exception cref="GraphFullException">The model is too large.</exception>
    public static MeanPredictor Compile(
        IEnumerable<MeanVariable> variables,
        IReadOnlyList<string> given,
        Intervention intervention,
        IReadOnlyList<string> outputs,
        DistributionShelf distributions)
    {
        var graph = new ExpressionGraph();
        var nodes = new Dictionary<string, int>(StringComparer.Ordinal);
        var random = new List<(string, DistributionSpec)>();
        var changes = intervention.Changes.ToDictionary(change => change.Variable, StringComparer.Ordinal);
        for (var i = 0; i < given.Count; i++)
        {
            nodes[given[i]] = graph.Input(i);
        }

        foreach (var variable in variables.Where(variable => !nodes.ContainsKey(variable.Name)))
        {
            nodes[variable.Name] = changes.TryGetValue(variable.Name, out var change)
                ? Change(graph, change, change.Kind == InterventionKind.Set ? -1 : Natural(variable))
                : Natural(variable);
        }

        var wanted = outputs.Select(name => nodes[name]).ToList();
        var program = BlockCompiler.Compile(graph, [.. wanted.Select(node => new ProgramOutput(node, Pinned: false))]);
        var degrees = Degrees(graph, given.Count);
        return new MeanPredictor(program, outputs.Count, random, distributions, wanted.TrueForAll(node => degrees[node] <= 1));

        int Natural(MeanVariable variable)
        {
            var parts = variable.Random.Select((spec, part) =>
            {
                random.Add((part == 0 ? variable.Name : $"{part + 1} {variable.Name}", spec));
                return graph.Input(given.Count + random.Count - 1);
            }).ToArray();
            return variable.Formula is { } formula ? graph.Add(formula, name => nodes[name], part => parts[part])
                : parts.Length > 0 ? parts[0]
                : graph.Constant(variable.Value);
        }
    }

    /// <summary>Means of the outputs for each case: result[output][case]; infinite or NaN where the model gives no number.</summary>
    /// <param name="columns">Values of the given names, each as long as there are cases.</param>
    /// <param name="cases">Number of cases.</param>
    /// <param name="seed">Seed of the draws; of no account where the outputs are affine.</param>
    /// <param name="cancellation">Stops it.</param>
    public double[][] Predict(double[][] columns, int cases, long seed, CancellationToken cancellation)
    {
        var means = new double[_outputs][];
        for (var output = 0; output < _outputs; output++)
        {
            means[output] = new double[cases];
        }

        var registers = _program.CreateRegisters();
        if (IsAffine)
        {
            var sink = new CaseSink(columns, [.. _random.Select(input => DistributionMean.Of(input.Spec))], means);
            for (var start = 0; start < cases; start += Block)
            {
                cancellation.ThrowIfCancellationRequested();
                sink.Start = start;
                _program.Run(registers, sink, cancellation);
            }
        }
        else
        {
            var (distinct, places) = Distinct(columns, cases);
            var affordable = Math.Max(1, MostBlocksOfDraws / Math.Max(1, _random.Count));
            var blocks = Math.Clamp(BlockBudget / distinct.Count, 1, Math.Min(MostBlocks, affordable));
            var sink = new DrawSink(columns, Draws(blocks, seed, cancellation), means);
            foreach (var row in distinct)
            {
                cancellation.ThrowIfCancellationRequested();
                sink.Row = row;
                for (sink.Part = 0; sink.Part < blocks; sink.Part++)
                {
                    _program.Run(registers, sink, cancellation);
                }
            }

            foreach (var column in means)
            {
                TensorPrimitives.Divide(column, blocks * Block, column);
                for (var i = 0; i < cases; i++)
                {
                    column[i] = column[places[i]]; // the first of its like was computed, and stands before it
                }
            }
        }

        return means;
    }

    /// <summary>The first of each kind of case, and for each case which one that is.</summary>
    private static (List<int> First, int[] Places) Distinct(double[][] columns, int cases)
    {
        var (first, places) = (new List<int>(), new int[cases]);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var bits = new char[columns.Length * 4];
        for (var i = 0; i < cases; i++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                MemoryMarshal.Write(MemoryMarshal.AsBytes(bits.AsSpan(c * 4, 4)), columns[c][i]);
            }

            if (!known.TryGetValue(new string(bits), out places[i]))
            {
                known.Add(new string(bits), places[i] = i);
                first.Add(i);
            }
        }

        return (first, places);
    }

    private static int Change(ExpressionGraph graph, VariableIntervention change, int natural)
    {
        var value = graph.Constant(change.Value);
        return change.Kind switch
        {
            InterventionKind.Shift => graph.Apply(FormulaOp.Add, natural, value),
            InterventionKind.Scale => graph.Apply(FormulaOp.Multiply, natural, value),
            _ => value,
        };
    }

    /// <summary>For each node 0 when nothing random reaches it, 1 when it is affine in what does, 2 otherwise.</summary>
    private static int[] Degrees(ExpressionGraph graph, int given)
    {
        var degrees = new int[graph.Nodes.Length];
        for (var i = 0; i < degrees.Length; i++)
        {
            var node = graph[i];
            var (a, b, c) = (Of(node.A), Of(node.B), Of(node.C));
            degrees[i] = node.Op switch
            {
                FormulaOp.Number => 0,
                FormulaOp.Input => node.Bits < given ? 0 : 1,
                FormulaOp.Add or FormulaOp.Subtract => Math.Max(a, b),
                FormulaOp.Negate => a,
                FormulaOp.Multiply when a == 0 || b == 0 => Math.Max(a, b),
                FormulaOp.Divide when b == 0 => a,
                FormulaOp.If when a == 0 => Math.Max(b, c),
                _ => Math.Max(a, Math.Max(b, c)) == 0 ? 0 : 2,
            };
        }

        return degrees;

        int Of(int operand) => operand < 0 ? 0 : degrees[operand];
    }

    private double[][] Draws(int blocks, long seed, CancellationToken cancellation) =>
    [
        .. _random.Select(input =>
        {
            var draws = new double[blocks * Block];
            new CounterRandom(unchecked((ulong)seed), CounterRandom.StreamOf(input.Name, "mean")).Uniforms(0, 0, draws);
            var distribution = _distributions.Get(input.Spec, cancellation);
            distribution.Prepare(cancellation);
            distribution.Transform(draws);
            return draws;
        }),
    ];

    /// <summary>A block of cases at the mean noise.</summary>
    private sealed class CaseSink(double[][] columns, double[] noise, double[][] means) : IBlockSink
    {
        public int Start { get; set; }

        public void Draw(int input, Span<double> destination)
        {
            if (input >= columns.Length)
            {
                destination.Fill(noise[input - columns.Length]);
                return;
            }

            var rest = columns[input].AsSpan(Start);
            rest = rest[..Math.Min(rest.Length, Block)];
            rest.CopyTo(destination);
            destination[rest.Length..].Clear();
        }

        public void Take(int output, ReadOnlySpan<double> block)
        {
            var rest = means[output].AsSpan(Start);
            block[..Math.Min(rest.Length, Block)].CopyTo(rest);
        }
    }

    /// <summary>One case at a block of draws.</summary>
    private sealed class DrawSink(double[][] columns, double[][] draws, double[][] means) : IBlockSink
    {
        public int Row { get; set; }

        public int Part { get; set; }

        public void Draw(int input, Span<double> destination)
        {
            if (input < columns.Length)
            {
                destination.Fill(columns[input][Row]);
            }
            else
            {
                draws[input - columns.Length].AsSpan(Part * Block, Block).CopyTo(destination);
            }
        }

        public void Take(int output, ReadOnlySpan<double> block) => means[output][Row] += TensorPrimitives.Sum(block);
    }
}
