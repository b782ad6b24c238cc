using System.Collections.Immutable;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Counterfactuals;

/// <summary>Draws that agree with the evidence, found where those of the model hardly ever do.</summary>
/// <param name="Inputs">The inputs that the evidence bears on.</param>
/// <param name="Values">By input: its value in each draw.</param>
/// <param name="Draws">How many independent draws they are worth, and how many they are.</param>
internal sealed record SoughtDraws(ImmutableArray<int> Inputs, double[][] Values, int Draws);

/// <summary>Sequential Monte Carlo over the exogenous inputs, from the model's own draws down to those that agree with the evidence.</summary>
/// <remarks>
/// Source: subset simulation (Au &amp; Beck 2001) with levels of <see cref="EvidenceDistance"/>, then likelihoods raised by steps from power 0 to 1
/// (Del Moral, Doucet &amp; Jasra 2006); after each step draws are resampled and moved by preconditioned Crank–Nicolson proposals (Cotter et al.
/// 2013), which keep the inputs' distributions. Deviations: levels are quartiles; the size of the moves follows their acceptance; the last moves go
/// on. What is left of their start in the draws (the squared correlation, times the copies of one ancestor), and what families of one first ancestor
/// have in common, lowers what they are worth.
/// All is drawn by counters of the seed, so the same question finds the same draws.
/// </remarks>
internal sealed class EvidenceSearch : IBlockSink
{
    /// <summary>Draws that move together.</summary>
    private const int Particles = 4 * BlockProgram.BlockSize;

    /// <summary>Plain weighting serves where this many effective draws are expected of it.</summary>
    private const double EnoughEffective = 100;

    private const double KeptShare = 0.25;
    private const double LeastEffectiveShare = 0.5;

    /// <summary>What is worth fewer independent draws than this gives no figure: the question is answered as if nothing were found.</summary>
    private const double LeastWorth = 30;

    private const int FewestBelow = 20;
    private const int Moves = 5;
    private const int LastMoves = 25;
    private const int MostStages = 80;
    private const int MostIdle = 3;

    /// <summary>Most work in all, in about nanoseconds.</summary>
    private const double MostWork = 1.5e9;

    private const double WorkOfDraw = 60;

    private readonly Abduction _abduction;
    private readonly BlockProgram _program;
    private readonly double[] _registers;
    private readonly ulong _seed;
    private readonly ImmutableArray<int> _inputs;
    private readonly Dictionary<int, int> _rowOf;
    private readonly double[][] _at;
    private readonly double[][] _proposed;
    private readonly double[] _values = new double[BlockProgram.BlockSize];
    private readonly CancellationToken _cancellation;
    private readonly int[] _family = [.. Enumerable.Range(0, Particles)];
    private double[][] _drawn;
    private double[] _logs = new double[Particles];
    private double[] _distances = new double[Particles];
    private double[] _newLogs = new double[Particles];
    private double[] _newDistances = new double[Particles];
    private double _step = 0.5;
    private double _work;
    private uint _turn;
    private int _block;

    private EvidenceSearch(Abduction abduction, ulong seed, CancellationToken cancellation)
    {
        (_abduction, _seed, _cancellation) = (abduction, seed, cancellation);
        var graph = abduction.Graph;
        var weight = Total(abduction.SoftWeights);
        var distance = Total(abduction.Distances);
        _inputs = [.. ExpressionAlgebra.InputsOf(graph, [weight, distance])];
        _rowOf = _inputs.Select((input, row) => (input, row)).ToDictionary(pair => pair.input, pair => pair.row);
        foreach (var input in _inputs)
        {
            abduction.Distributions[input].Prepare(cancellation);
        }

        _program = BlockCompiler.Compile(graph, [new ProgramOutput(weight, false), new ProgramOutput(distance, false)]);
        _registers = _program.CreateRegisters();
        (_at, _proposed, _drawn) = (Rows(), Rows(), []);
        _drawn = _at;

        int Total(List<int> nodes) => nodes.Aggregate(graph.Constant(0), (sum, node) => graph.Apply(FormulaOp.Add, sum, node));
    }

    /// <summary>Searches where draws of the model would be worth too little; null where they serve, or where no draw was found that agrees.</summary>
    /// <param name="abduction">The evidence, read.</param>
    /// <param name="samples">Draws that will be made.</param>
    /// <param name="seed">Seed of the simulation.</param>
    /// <param name="cancellation">Stops it.</param>
    public static SoughtDraws? Find(Abduction abduction, long samples, ulong seed, CancellationToken cancellation)
    {
        if (abduction.LogWeights.Count == 0)
        {
            return null;
        }

        var search = new EvidenceSearch(abduction, seed, cancellation);
        return search._inputs.IsEmpty ? null : search.Run(samples);
    }

    /// <inheritdoc/>
    public void Draw(int input, Span<double> destination)
    {
        _drawn[_rowOf[input]].AsSpan(_block * BlockProgram.BlockSize, BlockProgram.BlockSize).CopyTo(destination);
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = Cumulative(destination[i]);
        }

        _abduction.Distributions[input].Transform(destination);
    }

    /// <inheritdoc/>
    public void Take(int output, ReadOnlySpan<double> block) =>
        block.CopyTo((output == 0 ? _newLogs : _newDistances).AsSpan(_block * BlockProgram.BlockSize));

    private static double Cumulative(double z) =>
        Math.Clamp(0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-z / Math.Sqrt(2)), 1.2e-16, 1 - 1.2e-16);

    private double[][] Rows() => [.. _inputs.Select(_ => new double[Particles])];

    private SoughtDraws? Run(long samples)
    {
        for (var row = 0; row < _inputs.Length; row++)
        {
            Normals($"{row}", 0, _at[row]);
        }

        Evaluate(_at);
        (_logs, _newLogs, _distances, _newDistances) = (_newLogs, _logs, _newDistances, _distances);
        var plain = Effective(i => IsMet(i) ? _logs[i] : double.NegativeInfinity);
        if (plain * samples / Particles >= EnoughEffective)
        {
            return null;
        }

        var (level, power, idle, copies) = (double.PositiveInfinity, 0.0, 0, Enumerable.Repeat(1, Particles).ToArray());
        for (var stage = 0; level > 0 || power < 1; stage++)
        {
            if (stage == MostStages || idle > MostIdle || _work > MostWork)
            {
                return null;
            }

            var (lower, higher) = level > 0 ? (NextLevel(level), power) : (level, NextPower(power));
            idle = lower < level || higher > power ? 0 : idle + 1;
            copies = Resample(i => Distance(i) <= lower ? (higher - power) * Finite(_logs[i]) : double.NegativeInfinity);
            (level, power) = (Math.Min(level, lower), higher);
            Move(level, power, Moves);
        }

        var before = _at.Select(row => (double[])row.Clone()).ToArray();
        Move(level, power, LastMoves);
        var left = _at.Select((row, at) => Math.Abs(Correlation(before[at], row))).Max();
        var crowd = copies.Sum(count => (double)count * count) / Particles;
        var worth = Particles / Math.Max(1 + ((crowd - 1) * left * left), _at.Max(row => Kinship(row)));
        return worth < LeastWorth ? null : Keep((int)Math.Min(worth, Particles));
    }

    private bool IsMet(int i) => Distance(i) <= 0;

    private double Distance(int i) => Distance(_distances[i], _logs[i]);

    /// <summary>Far off where the likelihood is 0 and nothing tells how far off.</summary>
    private static double Distance(double distance, double log) =>
        double.IsNaN(distance) || double.IsNaN(log) || (distance <= 0 && !(log > double.NegativeInfinity)) ? double.MaxValue : distance;

    private static double Finite(double log) => double.IsFinite(log) ? log : -double.MaxValue / 4;

    /// <summary>The quartile; where that many draws share the level reached, as with counts, the next value below it that some have.</summary>
    private double NextLevel(double level)
    {
        var sorted = Enumerable.Range(0, Particles).Select(i => Distance(i)).Order().ToArray();
        var quartile = sorted[(int)(KeptShare * Particles)];
        var below = Array.FindLastIndex(sorted, distance => distance < level);
        if (quartile >= level && below >= FewestBelow)
        {
            return sorted[below];
        }

        var last = Array.FindLastIndex(sorted, distance => distance < double.MaxValue);
        return quartile < double.MaxValue || last < 0 ? quartile : sorted[last]; // so few are possible at all that all of these stay
    }

    /// <summary>The largest power at which half of the draws are still worth something, by bisection.</summary>
    private double NextPower(double power)
    {
        if (EffectiveAt(1) >= LeastEffectiveShare * Particles)
        {
            return 1;
        }

        var (low, high) = (power, 1.0);
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = EffectiveAt(middle) >= LeastEffectiveShare * Particles ? (middle, high) : (low, middle);
        }

        return low;

        double EffectiveAt(double at) => Effective(i => (at - power) * Finite(_logs[i]));
    }

    private static double Effective(Func<int, double> log)
    {
        var logs = Enumerable.Range(0, Particles).Select(log).ToArray();
        var largest = logs.Max();
        if (!(largest > double.NegativeInfinity))
        {
            return 0;
        }

        var (sum, squares) = (0.0, 0.0);
        foreach (var one in logs)
        {
            var weight = Math.Exp(one - largest);
            (sum, squares) = (sum + weight, squares + (weight * weight));
        }

        return sum * sum / squares;
    }

    /// <summary>Systematic resampling; how many copies each draw has.</summary>
    private int[] Resample(Func<int, double> log)
    {
        var logs = Enumerable.Range(0, Particles).Select(log).ToArray();
        var largest = logs.Max();
        var weights = logs.Select(one => Math.Exp(one - largest)).ToArray();
        var total = weights.Sum();
        var offset = Stream("resample").Uniform(0, _turn++);
        var copies = new int[Particles];
        var chosen = new int[Particles];
        var (sum, next) = (0.0, 0);
        for (var i = 0; i < Particles; i++)
        {
            sum += weights[i];
            while (next < Particles && (next + offset) * total < sum * Particles)
            {
                chosen[next++] = i;
                copies[i]++;
            }
        }

        while (next < Particles)
        {
            chosen[next++] = chosen[Math.Max(0, next - 2)]; // rounding at the end of the sum
        }

        foreach (var row in _at)
        {
            Take(row, chosen);
        }

        Take(_logs, chosen);
        Take(_distances, chosen);
        Take(_family, chosen);
        return copies;
    }

    /// <summary>How much more an average varies than that of independent draws would, because draws of one first ancestor are alike.</summary>
    /// <remarks>Source: Chan &amp; Lai (2013) and Lee &amp; Whiteley (2018): the squared sums of families over the sum of squares.</remarks>
    private double Kinship(double[] row)
    {
        var mean = row.Average();
        var (sums, squares) = (new double[Particles], 0.0);
        for (var i = 0; i < Particles; i++)
        {
            sums[_family[i]] += row[i] - mean;
            squares += (row[i] - mean) * (row[i] - mean);
        }

        return squares > 0 ? sums.Sum(sum => sum * sum) / squares : Particles;
    }

    private static void Take<T>(T[] row, int[] chosen)
    {
        var old = (T[])row.Clone();
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = old[chosen[i]];
        }
    }

    private void Move(double level, double power, int times)
    {
        var uniforms = new double[Particles];
        for (var time = 0; time < times; time++)
        {
            var keep = Math.Sqrt(1 - (_step * _step));
            for (var row = 0; row < _inputs.Length; row++)
            {
                Normals($"move {row}", ++_turn, _proposed[row]);
                for (var i = 0; i < Particles; i++)
                {
                    _proposed[row][i] = (keep * _at[row][i]) + (_step * _proposed[row][i]);
                }
            }

            Evaluate(_proposed);
            Stream("accept").Uniforms(++_turn, 0, uniforms);
            var accepted = 0;
            for (var i = 0; i < Particles; i++)
            {
                if (Distance(_newDistances[i], _newLogs[i]) <= level && Math.Log(uniforms[i]) <= power * (Finite(_newLogs[i]) - Finite(_logs[i])))
                {
                    accepted++;
                    (_logs[i], _distances[i]) = (_newLogs[i], _newDistances[i]);
                    for (var row = 0; row < _inputs.Length; row++)
                    {
                        _at[row][i] = _proposed[row][i];
                    }
                }
            }

            var share = (double)accepted / Particles;
            _step = Math.Clamp(share > 0.35 ? _step * 1.3 : share < 0.2 ? _step * 0.7 : _step, 0.005, 1);
        }
    }

    private void Evaluate(double[][] rows)
    {
        _cancellation.ThrowIfCancellationRequested();
        _drawn = rows;
        _work += Particles * ((WorkOfDraw * rows.Length) + _program.Instructions.Length);
        for (_block = 0; _block < Particles / BlockProgram.BlockSize; _block++)
        {
            _program.Run(_registers, this, _cancellation);
        }
    }

    /// <summary>The values of the inputs in so many of the draws, which lie apart: copies of one ancestor are neighbours.</summary>
    private SoughtDraws Keep(int draws)
    {
        var order = Enumerable.Range(0, Particles).ToArray();
        var random = Stream("order");
        for (var i = Particles - 1; i > 0; i--)
        {
            var other = random.Below(0, (uint)i, i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        var values = new double[_inputs.Length][];
        for (var row = 0; row < _inputs.Length; row++)
        {
            var block = new double[Particles];
            for (var i = 0; i < Particles; i++)
            {
                block[i] = Cumulative(_at[row][order[i]]);
            }

            _abduction.Distributions[_inputs[row]].Transform(block);
            values[row] = block[..draws];
        }

        return new SoughtDraws(_inputs, values, draws);
    }

    private void Normals(string purpose, uint turn, double[] destination)
    {
        Stream(purpose).Uniforms(turn, 0, destination);
        Models.Distributions.NormalQuantile.Transform(destination);
    }

    private CounterRandom Stream(string purpose) => new(_seed, CounterRandom.StreamOf(purpose, "evidence search"));

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }

        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : 1;
    }
}
