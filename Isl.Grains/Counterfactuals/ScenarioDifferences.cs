using System.Collections;
using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Counterfactuals;

/// <summary>What scenarios change, alone and against each other, as sets of variables: to tell quickly which of them can be combined.</summary>
internal sealed class ScenarioDifferences
{
    private readonly ImmutableArray<Intervention> _scenarios;
    private readonly BitArray[] _changed;

    /// <summary>By reference and scenario, what the scenario does otherwise; null where the reference changes a variable it does not.</summary>
    private readonly BitArray?[][] _otherwise;

    /// <summary>Compares every scenario with every other.</summary>
    /// <param name="scenarios">The scenarios, without changes that change nothing.</param>
    /// <param name="cancellation">Stops it.</param>
    public ScenarioDifferences(ImmutableArray<Intervention> scenarios, CancellationToken cancellation)
    {
        _scenarios = scenarios;
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var change in scenarios.SelectMany(scenario => scenario.Changes))
        {
            indices.TryAdd(change.Variable, indices.Count);
        }

        _changed = [.. scenarios.Select(scenario => SetOf(scenario.Changes.Select(change => indices[change.Variable])))];
        _otherwise = [.. scenarios.Select(_ => new BitArray?[scenarios.Length])];
        for (var reference = 0; reference < scenarios.Length; reference++)
        {
            cancellation.ThrowIfCancellationRequested();
            var own = scenarios[reference].Changes.ToHashSet();
            for (var i = 0; i < scenarios.Length; i++)
            {
                _otherwise[reference][i] = IsWithin(_changed[reference], _changed[i])
                    ? SetOf(scenarios[i].Changes.Where(change => !own.Contains(change)).Select(change => indices[change.Variable]))
                    : null;
            }
        }

        BitArray SetOf(IEnumerable<int> members)
        {
            var set = new BitArray(indices.Count);
            foreach (var member in members)
            {
                set[member] = true;
            }

            return set;
        }
    }

    /// <summary>Two scenarios as a pair; null where no world has them both.</summary>
    public ScenarioPair? Combine(int i, int j)
    {
        if (_scenarios[i].Changes.IsEmpty || _scenarios[j].Changes.IsEmpty)
        {
            return null;
        }

        if (AreDisjoint(_changed[i], _changed[j]))
        {
            return new ScenarioPair(i, j, -1, _scenarios[i].With(_scenarios[j])!);
        }

        for (var reference = 0; reference < _scenarios.Length; reference++)
        {
            if (reference != i && reference != j
                && _otherwise[reference][i] is { } first && first.HasAnySet()
                && _otherwise[reference][j] is { } second && second.HasAnySet()
                && AreDisjoint(first, second))
            {
                var together = Otherwise(reference, i).With(Otherwise(reference, j))!;
                var kept = _scenarios[reference].Changes.Where(change => together.Changes.All(other => other.Variable != change.Variable));
                return new ScenarioPair(i, j, reference, Intervention.Of(kept.Concat(together.Changes)));
            }
        }

        return null;
    }

    private Intervention Otherwise(int reference, int scenario) =>
        Intervention.Of(_scenarios[scenario].Changes.Where(change => !_scenarios[reference].Changes.Contains(change)));

    private static bool IsWithin(BitArray inner, BitArray outer) => !new BitArray(inner).And(new BitArray(outer).Not()).HasAnySet();

    private static bool AreDisjoint(BitArray a, BitArray b) => !new BitArray(a).And(b).HasAnySet();
}
