using Isl.Grains.Data;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Validation;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Grains.Validation;

/// <summary>Does a graph fit the data better than the same graph with its names shuffled?</summary>
/// <remarks>
/// Source: Eulig, Mastakouri, Blöbaum, Hardt and Janzing (2023), Toward falsifying causal graphs using a permutation-based test. The statistic is
/// how many implied independences are violated at 5 %; a graph of which many shuffled ones imply the same cannot be told from them. All
/// permutations are looked at where there are few, and the graph itself counts as one of them.
/// </remarks>
internal sealed class PermutationTest
{
    private const double Level = 0.05;
    private const int MostPermutations = 1000;
    private const int LeastPermutations = 100;
    private const long MostWork = 400_000_000;
    private const int MostHeld = 50_000;
    private readonly CausalDiagram _diagram;
    private readonly IReadOnlyList<Implication> _implied;
    private readonly double[] _correlation;
    private readonly int[] _column;
    private readonly int _columns;
    private readonly int _rows;
    private readonly Dictionary<string, bool?> _violated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _separated = new(StringComparer.Ordinal);

    private PermutationTest(
        CausalGraph graph, CausalDiagram diagram, IReadOnlyList<Implication> implied, Dataset data, CancellationToken cancellation)
    {
        (_diagram, _implied, _rows, _columns) = (diagram, implied, data.Rows, data.Columns);
        _correlation = DatasetMoments.Of(data, cancellation).Correlation;
        _column = [.. graph.Nodes.Select(name => data.Variables.IndexOf(name))];
    }

    /// <summary>Runs the test; null where the graph implies nothing that the columns could test.</summary>
    public static PermutationFigures? Run(
        CausalGraph graph, CausalDiagram diagram, IReadOnlyList<Implication> implied, Dataset data, ulong seed, CancellationToken cancellation)
    {
        var test = new PermutationTest(graph, diagram, implied, data, cancellation);
        int[] movable = [.. Enumerable.Range(0, graph.Nodes.Length).Where(node => !graph.Latent.Contains(node) && test._column[node] >= 0)];
        int[] identity = [.. Enumerable.Range(0, graph.Nodes.Length)];
        var (tested, violated) = test.Violations(identity);
        if (tested == 0 || movable.Length < 2)
        {
            return null;
        }

        var all = Factorial(movable.Length) <= MostPermutations;
        var shuffled = all ? All(movable, identity) : Some(movable, identity, test.Affordable(), seed);
        var (count, asFew, equivalent) = (0, 0, 0);
        foreach (var permutation in shuffled)
        {
            cancellation.ThrowIfCancellationRequested();
            count++;
            asFew += test.Violations(permutation).Violated <= violated ? 1 : 0;
            equivalent += test.ImpliesNothingNew(permutation) ? 1 : 0;
        }

        return new PermutationFigures(
            tested, violated, count, all, WireNumber.Round((double)asFew / count), WireNumber.Round((double)equivalent / count));
    }

    private int Affordable()
    {
        var each = _implied.Sum(one => 50L + _diagram.Size + (long)Math.Pow(one.Given.Length + 2, 3));
        return (int)Math.Clamp(MostWork / Math.Max(1, each), LeastPermutations, MostPermutations);
    }

    private static double Factorial(int count) => Enumerable.Range(1, count).Aggregate(1.0, (product, i) => product * i);

    private static IEnumerable<int[]> All(int[] movable, int[] identity)
    {
        var order = Enumerable.Range(0, movable.Length).ToArray();
        do
        {
            yield return Placed(movable, order, identity);
        }
        while (Next(order));
    }

    /// <summary>The graph itself, then random ones (Fisher and Yates).</summary>
    private static IEnumerable<int[]> Some(int[] movable, int[] identity, int count, ulong seed)
    {
        var random = new CounterRandom(seed, CounterRandom.StreamOf("graph", "permutation"));
        yield return identity;
        for (var i = 1; i < count; i++)
        {
            var order = Enumerable.Range(0, movable.Length).ToArray();
            for (var at = order.Length - 1; at > 0; at--)
            {
                var other = random.Below((uint)i, (uint)at, at + 1);
                (order[at], order[other]) = (order[other], order[at]);
            }

            yield return Placed(movable, order, identity);
        }
    }

    private static int[] Placed(int[] movable, int[] order, int[] identity)
    {
        int[] permutation = [.. identity];
        for (var i = 0; i < movable.Length; i++)
        {
            permutation[movable[i]] = movable[order[i]];
        }

        return permutation;
    }

    /// <summary>The next order in lexicographic sequence; false after the last.</summary>
    private static bool Next(int[] order)
    {
        var i = order.Length - 2;
        while (i >= 0 && order[i] > order[i + 1])
        {
            i--;
        }

        if (i < 0)
        {
            return false;
        }

        var j = order.Length - 1;
        while (order[j] < order[i])
        {
            j--;
        }

        (order[i], order[j]) = (order[j], order[i]);
        Array.Reverse(order, i + 1, order.Length - i - 1);
        return true;
    }

    private (int Tested, int Violated) Violations(int[] permutation)
    {
        var (tested, violated) = (0, 0);
        foreach (var one in _implied)
        {
            var (x, y, given) = Moved(one, permutation);
            var key = $"{x},{y}|{string.Join(',', given)}";
            if (!_violated.TryGetValue(key, out var isViolated))
            {
                isViolated = IsViolated(x, y, given);
                Keep(_violated, key, isViolated);
            }

            tested += isViolated is null ? 0 : 1;
            violated += isViolated is true ? 1 : 0;
        }

        return (tested, violated);
    }

    /// <summary>Small graphs ask the same again and again; of large ones no two permutations share much.</summary>
    private static void Keep<T>(Dictionary<string, T> held, string key, T value)
    {
        if (held.Count < MostHeld)
        {
            held[key] = value;
        }
    }

    private bool ImpliesNothingNew(int[] permutation) => _implied.All(one =>
    {
        var (x, y, given) = Moved(one, permutation);
        var key = $"{x},{y}|{string.Join(',', given)}";
        if (!_separated.TryGetValue(key, out var isSeparated))
        {
            isSeparated = DSeparation.IsSeparated(_diagram, [x], [y], given);
            Keep(_separated, key, isSeparated);
        }

        return isSeparated;
    });

    private static (int X, int Y, int[] Given) Moved(Implication one, int[] permutation)
    {
        var (x, y) = (permutation[one.X], permutation[one.Y]);
        return (Math.Min(x, y), Math.Max(x, y), [.. one.Given.Select(node => permutation[node]).Order()]);
    }

    /// <summary>Whether the data contradict an independence at 5 %; null where they cannot test it.</summary>
    private bool? IsViolated(int x, int y, int[] given)
    {
        if (_column[x] < 0 || _column[y] < 0 || given.Any(node => _column[node] < 0))
        {
            return null;
        }

        var partial = PartialCorrelation.Of(_correlation, _columns, _column[x], _column[y], [.. given.Select(node => _column[node])]);
        var freedom = _rows - partial.Rank - 3;
        return partial.XDetermined || partial.YDetermined || freedom <= 0 ? null
            : Tails.PValue(Math.Sqrt(freedom) * Math.Atanh(partial.Value)) < Level;
    }
}
