using Isl.Grains.Fitting.Forms;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Grains.Attribution;

/// <summary>The outcome's mean under a choice of mechanisms, by draws: the same noises for every choice, spread over their quantiles.</summary>
internal sealed class DrawnGame : IChangeGame
{
    private readonly IReadOnlyList<Mechanism> _mechanisms;
    private readonly IReadOnlyList<(FittedForm Before, FittedForm After)> _forms;
    private readonly double[][] _uniforms;
    private readonly int _draws;

    /// <summary>Draws the noises.</summary>
    /// <param name="mechanisms">The mechanisms, causes first; the last is the outcome's.</param>
    /// <param name="forms">For each mechanism its two fits.</param>
    /// <param name="draws">Draws.</param>
    /// <param name="seed">Seed.</param>
    public DrawnGame(
        IReadOnlyList<Mechanism> mechanisms, IReadOnlyList<(FittedForm Before, FittedForm After)> forms, int draws, long seed)
    {
        (_mechanisms, _forms, _draws) = (mechanisms, forms, draws);
        _uniforms = [.. mechanisms.Select(mechanism => Spread(draws, mechanism.Variable, seed))];
    }

    /// <inheritdoc/>
    public double[] Worths(WorkBudget budget)
    {
        var worths = new double[1 << _mechanisms.Count];
        Go(0, 0, new double[_mechanisms.Count][], worths, budget);
        return worths;
    }

    /// <inheritdoc/>
    public double Worth(bool[] inside)
    {
        var values = new double[_mechanisms.Count][];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = Drawn(at, inside[at], values);
        }

        return values[^1].Average();
    }

    /// <summary>All sets that agree with the choices so far: what they share is drawn once.</summary>
    private void Go(int at, int set, double[][] values, double[] worths, WorkBudget budget)
    {
        budget.ThrowIfCancelled();
        if (at == values.Length)
        {
            worths[set] = values[^1].Average();
            return;
        }

        foreach (var inside in (ReadOnlySpan<bool>)[false, true])
        {
            values[at] = Drawn(at, inside, values);
            Go(at + 1, inside ? set | (1 << at) : set, values, worths, budget);
        }
    }

    private double[] Drawn(int at, bool inside, double[][] values)
    {
        var mechanism = _mechanisms[at];
        var parents = mechanism.Parents
            .Select((parent, place) => new DesignColumn(
                mechanism.Before.Columns[place].Name, values[PlaceOf(parent)], mechanism.Before.Columns[place].Levels))
            .ToList();
        var drawn = new double[_draws];
        (inside ? _forms[at].After : _forms[at].Before).Draw(parents, _uniforms[at], drawn);
        return drawn;
    }

    private int PlaceOf(int node)
    {
        var place = 0;
        while (_mechanisms[place].Node != node)
        {
            place++;
        }

        return place;
    }

    /// <summary>The middles of equal parts of (0, 1) in an order of their own: a Latin hypercube (McKay, Beckman and Conover 1979).</summary>
    private static double[] Spread(int draws, string variable, long seed)
    {
        var random = new CounterRandom((ulong)seed, CounterRandom.StreamOf(variable, "change"));
        var values = new double[draws];
        for (var i = 0; i < draws; i++)
        {
            var j = random.Below(0, (uint)i, i + 1);
            values[i] = values[j];
            values[j] = (i + 0.5) / draws;
        }

        return values;
    }
}
