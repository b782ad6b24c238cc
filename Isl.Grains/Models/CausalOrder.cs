using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Models;

/// <summary>Orders the quantities of a model, causes before effects.</summary>
/// <remarks>Kahn's algorithm; among those that are ready the first listed goes first.</remarks>
internal sealed class CausalOrder
{
    /// <summary>Names of a cycle that a message shows before it is cut.</summary>
    private const int MostShown = 12;

    private readonly StructuralModel _model;
    private readonly IReadOnlyDictionary<string, Formula> _formulas;
    private readonly Dictionary<string, int> _waiting;

    private CausalOrder(StructuralModel model, IReadOnlyDictionary<string, Formula> formulas)
    {
        (_model, _formulas) = (model, formulas);
        Names = [.. model.Variables.Concat(model.Distributions.Select(quantity => quantity.Name)).Distinct(StringComparer.Ordinal)];
        _waiting = Names.ToDictionary(name => name, name => Parents(name).Count(), StringComparer.Ordinal);
    }

    private ImmutableArray<string> Names { get; }

    /// <summary>Variables and exogenous quantities in causal order.</summary>
    /// <exception cref="InputException">The formulas form a cycle.</exception>
    public static ImmutableArray<string> Of(StructuralModel model, IReadOnlyDictionary<string, Formula> formulas) =>
        new CausalOrder(model, formulas).Sort();

    private ImmutableArray<string> Sort()
    {
        var rank = Names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var children = Names.ToDictionary(name => name, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var name in Names)
        {
            foreach (var parent in Parents(name))
            {
                children[parent].Add(name);
            }
        }

        var ready = new PriorityQueue<string, int>(Names.Where(name => _waiting[name] == 0).Select(name => (name, rank[name])));
        var order = ImmutableArray.CreateBuilder<string>();
        while (ready.TryDequeue(out var name, out _))
        {
            order.Add(name);
            foreach (var child in children[name])
            {
                if (--_waiting[child] == 0)
                {
                    ready.Enqueue(child, rank[child]);
                }
            }
        }

        return order.Count == Names.Length ? order.ToImmutable() : throw Cycle(Names.First(name => _waiting[name] > 0));
    }

    private InputException Cycle(string start)
    {
        // Whoever still waits has a parent that still waits: going up must return to a name already passed.
        var passed = new List<string>();
        for (var name = start; ; name = Parents(name).First(parent => _waiting[parent] > 0))
        {
            var at = passed.IndexOf(name);
            if (at >= 0)
            {
                passed = [.. passed[at..], name];
                break;
            }

            passed.Add(name);
        }

        passed.Reverse();
        var (cause, variable) = (passed[0], passed[1]);
        var position = _formulas[variable].Inputs.First(input => input.Name == cause).Position;
        var shown = passed.Count <= MostShown ? passed : [.. passed[..(MostShown - 2)], "…", passed[^1]];
        return new InputException([
            ModelFormulas.ErrorAt(
                _model.Equations.First(equation => equation.Variable == variable),
                _formulas[variable],
                position,
                $"'{cause}' closes a cycle: {string.Join(" -> ", shown)}; "
                + "remove one of these dependencies, because a structural model has no cycles."),
        ]);
    }

    private IEnumerable<string> Parents(string name) =>
        _formulas.TryGetValue(name, out var formula) ? formula.Inputs.Select(input => input.Name) : [];
}
