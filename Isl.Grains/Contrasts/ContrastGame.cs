using System.Numerics.Tensors;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Contrasts;

/// <summary>
/// Shapley values of the differences between two scenarios, in the game "outcome where these differences are on the second's side".
/// </summary>
/// <remarks>
/// Source: Shapley (1953); on a structural model Heskes et al. (2020), causal Shapley values. Every coalition is valued up to
/// <see cref="MostExact"/> differences that bear on the outcome; beyond, orders of the differences are drawn, each with its reverse (Castro,
/// Gómez and Tejada 2009; paired as in Mitchell et al. 2022), every pair with draws of its own, so that the error is that of independent pairs.
/// </remarks>
internal sealed class ContrastGame
{
    /// <summary>Most differences for which every coalition is valued.</summary>
    public const int MostExact = 12;

    /// <summary>Fewest draws that a contrast is valued with.</summary>
    public const int FewestDraws = 1 << 8;

    private const int Rows = 1 << 20;
    private const int MostDraws = 1 << 12;
    private const int Orders = 1 << 10;
    private const double MostUndefined = 0.01;

    /// <summary>Largest outcome: squares of larger ones overflow.</summary>
    private const double Largest = 1e150;

    private readonly MixedWorlds _worlds;
    private readonly BlockProgram _program;
    private readonly int[] _active;
    private readonly DrawSet _draws;
    private readonly Func<int, double[]?> _column;
    private readonly ulong _seed;

    /// <summary>Compiles the game.</summary>
    public ContrastGame(MixedWorlds worlds, string outcome, DrawSet draws, Func<int, double[]?> column, ulong seed)
    {
        (_worlds, _draws, _column, _seed) = (worlds, draws, column, seed);
        var node = worlds.Switched()[outcome];
        _program = BlockCompiler.Compile(worlds.Graph, [new ProgramOutput(node, false)]);
        _active =
        [
            .. ExpressionAlgebra.InputsOf(worlds.Graph, [node])
                .Where(input => input >= worlds.FirstSwitch && input < worlds.FirstValue)
                .Select(input => input - worlds.FirstSwitch),
        ];
    }

    /// <summary>How many draws a number of differences is valued with.</summary>
    public static int DrawsFor(int players) => players > MostExact ? 2 * Orders : Math.Clamp(Rows >> players, FewestDraws, MostDraws);

    /// <summary>Plays it.</summary>
    public GameResult Play(CancellationToken cancellation) => _active.Length <= MostExact ? Exact(cancellation) : Sampled(cancellation);

    private GameResult Exact(CancellationToken cancellation)
    {
        var (n, count) = (_active.Length, _draws.Count);
        var values = Evaluate(1 << n, count, (world, player) => (world >> player & 1) == 1, cancellation);
        var defined = Defined(values, 1 << n, count);
        var single = new double[n][];
        for (var i = 0; i < n; i++)
        {
            single[i] = new double[count];
        }

        for (var world = 0; world < 1 << n; world++)
        {
            cancellation.ThrowIfCancellationRequested();
            var size = System.Numerics.BitOperations.PopCount((uint)world);
            var block = values.AsSpan(world * count, count);
            for (var i = 0; i < n; i++)
            {
                var weight = (world >> i & 1) == 1 ? Weight(n, size - 1) : -Weight(n, size);
                TensorPrimitives.MultiplyAdd(block, weight, single[i], single[i]);
            }
        }

        return new GameResult(
            defined.Mean(values.AsSpan(0, count)),
            defined.Mean(values.AsSpan(((1 << n) - 1) * count, count)),
            [.. _worlds.Players.Select((_, player) => Array.IndexOf(_active, player) is >= 0 and var i ? defined.Mean(single[i]) : (0, 0))]);
    }

    /// <summary>Orders of the differences; draws r and r + half belong to the r-th order and to its reverse.</summary>
    private GameResult Sampled(CancellationToken cancellation)
    {
        var (n, count) = (_active.Length, _draws.Count);
        var pairs = count / 2;
        var random = new CounterRandom(_seed, CounterRandom.StreamOf("order", "permutations"));
        var place = new int[pairs][];
        for (var r = 0; r < pairs; r++)
        {
            place[r] = Shuffled(n, random, (uint)r);
        }

        // World k holds, in every row, the first k of the row's order; world n + 1 + k the last k of it.
        var worlds = 2 * (n + 1);
        var values = new double[worlds * count];
        for (var world = 0; world < worlds; world++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (size, reversed) = (world % (n + 1), world > n);
            Fill(values.AsSpan(world * count, count), (row, player) => reversed
                ? place[row % pairs][player] >= n - size
                : place[row % pairs][player] < size);
        }

        var defined = Defined(values, worlds, count);
        var single = new double[n][];
        for (var i = 0; i < n; i++)
        {
            single[i] = new double[count];
            for (var row = 0; row < count; row++)
            {
                var at = place[row % pairs][i];
                var forward = values[((at + 1) * count) + row] - values[(at * count) + row];
                var back = values[((n + 1 + n - at) * count) + row] - values[((n + 1 + n - 1 - at) * count) + row];
                single[i][row] = (forward + back) / 2;
            }
        }

        return new GameResult(
            defined.Mean(values.AsSpan(0, count)),
            defined.Mean(values.AsSpan(n * count, count)),
            [.. _worlds.Players.Select((_, player) => Array.IndexOf(_active, player) is >= 0 and var i ? defined.Mean(single[i]) : (0, 0))]);
    }

    private static int[] Shuffled(int n, CounterRandom random, uint order)
    {
        var place = new int[n];
        for (var i = 0; i < n; i++)
        {
            place[i] = i;
        }

        for (var i = n - 1; i > 0; i--)
        {
            var other = random.Below(order, (uint)i, i + 1);
            (place[i], place[other]) = (place[other], place[i]);
        }

        return place;
    }

    /// <summary>Weight of a coalition without the difference: size! (n − size − 1)! / n!.</summary>
    private static double Weight(int n, int size)
    {
        var weight = 1.0 / n;
        for (var i = 1; i <= size; i++)
        {
            weight *= (double)i / (n - i);
        }

        return weight;
    }

    private double[] Evaluate(int worlds, int count, Func<int, int, bool> isOn, CancellationToken cancellation)
    {
        var values = new double[worlds * count];
        var rows = new BlockRows(_program, _worlds, _active, _column, count, perRow: false);
        rows.Run(values, (row, player) => isOn(row / count, player), cancellation);
        return values;
    }

    private void Fill(Span<double> destination, Func<int, int, bool> isOn)
    {
        var block = new double[destination.Length];
        new BlockRows(_program, _worlds, _active, _column, destination.Length, perRow: true).Run(block, isOn, CancellationToken.None);
        block.CopyTo(destination);
    }

    /// <summary>Leaves out draws that are undefined in any world.</summary>
    private DefinedDraws Defined(double[] values, int worlds, int count)
    {
        var isDefined = new bool[count];
        Array.Fill(isDefined, true);
        for (var world = 0; world < worlds; world++)
        {
            for (var row = 0; row < count; row++)
            {
                isDefined[row] &= Math.Abs(values[(world * count) + row]) <= Largest;
            }
        }

        for (var row = 0; row < count / 2; row++)
        {
            isDefined[row] = isDefined[row + (count / 2)] = isDefined[row] && isDefined[row + (count / 2)];
        }

        var lost = isDefined.Count(one => !one);
        return lost <= MostUndefined * count
            ? new DefinedDraws(_draws, isDefined, count - lost)
            : throw new InputException(
                "/model/equations",
                $"The outcome is not a finite number of reasonable size in {lost} of {count} draws of a world between the two scenarios; look for "
                + "a division by zero, or a logarithm or root of a negative number.");
    }
}

/// <summary>What a game gives.</summary>
/// <param name="A">Mean outcome of the first scenario, with its standard error.</param>
/// <param name="B">Mean outcome of the second.</param>
/// <param name="Values">What each difference contributes.</param>
internal sealed record GameResult((double Mean, double Error) A, (double Mean, double Error) B, (double Mean, double Error)[] Values);

/// <summary>Means over the draws that are defined in every world.</summary>
internal sealed record DefinedDraws(DrawSet Draws, bool[] IsDefined, int Count)
{
    /// <summary>Mean and standard error.</summary>
    public (double Mean, double Error) Mean(ReadOnlySpan<double> draws)
    {
        if (Count == Draws.Count)
        {
            return Draws.Mean(draws);
        }

        var half = Draws.Pairs;
        var pairs = new List<double>();
        for (var i = 0; i < half; i++)
        {
            if (IsDefined[i])
            {
                pairs.Add((draws[i] + draws[i + half]) / 2);
            }
        }

        var mean = pairs.Average();
        return (mean, Math.Sqrt(pairs.Sum(pair => (pair - mean) * (pair - mean)) / pairs.Count / Math.Max(1, pairs.Count - 1)));
    }
}
