using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Effects.Planning;

/// <summary>Instruments that share one conditioning set.</summary>
internal static class InstrumentChoice
{
    /// <summary>The instruments and what they are conditioned on; none where there are none.</summary>
    /// <param name="graph">The graph, with every node that has no column as latent.</param>
    /// <param name="question">The question.</param>
    /// <param name="listed">What identification lists.</param>
    /// <exception cref="InputException">One that was asked for is none.</exception>
    public static (ImmutableArray<string> Instruments, ImmutableArray<string> Given) Of(
        CausalGraph graph, EffectQuestion question, ImmutableArray<Instrument> listed)
    {
        var search = new Instruments(new CausalDiagram(graph), graph.IndexOf(question.Treatment), graph.IndexOf(question.Outcome));
        var given = question.Strategy == EffectStrategy.Instrument ? question.AdjustmentSet : null;
        if (question.Instruments is { } asked)
        {
            return OfAsked(search, graph, question, asked, given, listed);
        }

        ImmutableArray<string>[] sets = given is { } set ? [set] : [.. listed.Select(one => one.ConditionedOn)];
        var best = (Instruments: ImmutableArray<string>.Empty, Given: ImmutableArray<string>.Empty);
        foreach (var candidate in sets)
        {
            ImmutableArray<string> valid = [.. listed.Select(one => one.Variable)
                .Where(name => Holds(search, graph, name, candidate))
                .Order(StringComparer.Ordinal)];
            if (valid.Length > best.Instruments.Length || (valid.Length == best.Instruments.Length && candidate.Length < best.Given.Length))
            {
                best = (valid, candidate);
            }
        }

        return (best.Instruments, [.. best.Given.Order(StringComparer.Ordinal)]);
    }

    private static (ImmutableArray<string> Instruments, ImmutableArray<string> Given) OfAsked(
        Instruments search,
        CausalGraph graph,
        EffectQuestion question,
        ImmutableArray<string> asked,
        ImmutableArray<string>? given,
        ImmutableArray<Instrument> listed)
    {
        ImmutableArray<string>[] sets = given is { } set ? [set] : [.. listed.Select(one => one.ConditionedOn), []];
        foreach (var candidate in sets)
        {
            if (asked.All(name => Holds(search, graph, name, candidate)))
            {
                return (asked, [.. candidate.Order(StringComparer.Ordinal)]);
            }
        }

        var names = asked.Where(name => !sets.Any(candidate => Holds(search, graph, name, candidate))).ToList();
        var which = names.Count > 0 ? string.Join(", ", names) : string.Join(", ", asked) + " together";
        var on = given is null ? "" : $" given {string.Join(", ", given)}";
        throw new InputException(
            "/instruments",
            $"The graph does not make {which} an instrument for the effect of {question.Treatment} on {question.Outcome}{on}: an instrument is "
            + $"associated with {question.Treatment} and reaches {question.Outcome} through it alone. "
            + (listed.IsEmpty
                ? "It has no instrument."
                : $"Its instruments are {string.Join(", ", listed.Select(one => one.Variable))}; leave instruments out to use them."));
    }

    private static bool Holds(Instruments search, CausalGraph graph, string name, ImmutableArray<string> given)
    {
        var node = graph.IndexOf(name);
        int[] set = [.. given.Select(graph.IndexOf)];
        return node >= 0 && !set.Contains(-1) && search.IsInstrument(node, set);
    }
}
