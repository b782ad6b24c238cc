using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;

namespace Isl.Grains.Sensitivity.Assumptions;

/// <summary>Finds what in a model an assumption is, by its parameter or its name; case, spaces, dots and <c>_</c> do not count.</summary>
internal sealed class FactorTargets
{
    private const int MostShown = 12;
    private static readonly string[] Spreads = ["std", "sigma", "scale"];

    private readonly CompiledModel _model;
    private readonly Dictionary<string, FactorTarget> _known = new(StringComparer.Ordinal);
    private readonly List<string> _shown = [];

    /// <summary>Lists what a model has.</summary>
    public FactorTargets(CompiledModel model)
    {
        _model = model;
        foreach (var name in model.Order)
        {
            var kind = model.IsEndogenous(name) || model.ExogenousInput(name) >= 0 ? FactorKind.Mean : FactorKind.Held;
            Add(new FactorTarget(kind, name) { Variable = name, Input = model.ExogenousInput(name) }, name);
        }

        for (var input = 0; input < model.Inputs.Length; input++)
        {
            AddParameters(model.Inputs[input], input);
        }
    }

    /// <summary>What an assumption is.</summary>
    /// <param name="assumption">The assumption.</param>
    /// <param name="place">JSON pointer to it.</param>
    /// <exception cref="InputException">It is nothing of the model.</exception>
    public FactorTarget Of(Assumption assumption, string place)
    {
        var (text, at) = assumption.Parameter is { } parameter ? (parameter, $"{place}/parameter") : (assumption.Name, $"{place}/name");
        if (Edge(text) is var (cause, arrow, effect))
        {
            return OfEdge(assumption, Known(cause, at), arrow, Known(effect, at), at);
        }

        var found = _known.GetValueOrDefault(Bare(text)) ?? _known.GetValueOrDefault(Bare($"{assumption.Name} {text}"));
        return assumption.Type switch
        {
            AssumptionType.Structural => throw new InputException(
                at, $"'{Short(text)}' is no edge; write \"A -> B\" for an effect of A on B, or \"A <-> B\" for a hidden common cause. {Edges()}"),
            _ when found is null => throw new InputException(
                at,
                $"'{Short(text)}' is no part of the model; name one of {string.Join(", ", _shown.Take(MostShown))}"
                + $"{(_shown.Count > MostShown ? $" and {_shown.Count - MostShown} more" : "")}, or an effect such as \"A -> B\", in parameter."),
            AssumptionType.Distributional => OfDistribution(assumption, found, at),
            _ => found,
        };
    }

    /// <summary>A name without what does not count.</summary>
    public static string Bare(string text) => string.Concat(
        text.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('_' or '.')).Select(char.ToLowerInvariant));

    private void Add(FactorTarget target, params IEnumerable<string> names)
    {
        _shown.Add(target.Label);
        foreach (var name in names)
        {
            _known.TryAdd(Bare(name), target); // a variable's own name goes before a parameter's
        }
    }

    private void AddParameters(ModelInput input, int at)
    {
        var parameters = DistributionParameters.Of(input.Spec.Type);
        for (var i = 0; i < parameters.Length && i < input.Spec.Parameters.Length; i++)
        {
            if (!double.IsFinite(input.Spec.Parameters[i]))
            {
                continue; // a bound that was not given
            }

            string[] owners = input.IsNoise ? [input.Label, $"{input.Name} noise"] : [input.Label];
            var names = parameters[i].Aliases.Prepend(parameters[i].Name);
            Add(
                new FactorTarget(FactorKind.Parameter, $"{input.Label} {parameters[i].Name}") { Variable = input.Name, Input = at, Parameter = i },
                names.SelectMany(name => owners.SelectMany(owner => new[] { $"{owner} {name}", $"{name} of {owner}" })));
        }

        if (input.IsNoise)
        {
            _known.TryAdd(Bare(input.Label), new FactorTarget(FactorKind.Mean, input.Label) { Variable = input.Name, Input = at });
        }
    }

    /// <summary>A shape: of a range, the parameter that says how far values spread; else the family.</summary>
    private FactorTarget OfDistribution(Assumption assumption, FactorTarget found, string place)
    {
        var input = found.Input >= 0 ? found.Input : _model.NoiseInput(found.Variable);
        if (input < 0)
        {
            throw new InputException(place, $"'{found.Label}' has no distribution; a distributional assumption is about one.");
        }

        if (assumption.Min is null)
        {
            return found with { Kind = FactorKind.Family, Label = $"distribution of {_model.Inputs[input].Label}", Input = input };
        }

        if (found.Kind == FactorKind.Parameter)
        {
            return found;
        }

        var spec = _model.Inputs[input].Spec;
        var parameters = DistributionParameters.Of(spec.Type);
        var spread = Array.FindIndex([.. parameters], parameter => Spreads.Contains(parameter.Name));
        return spread >= 0
            ? new FactorTarget(FactorKind.Parameter, $"{_model.Inputs[input].Label} {parameters[spread].Name}")
            {
                Variable = found.Variable,
                Input = input,
                Parameter = spread,
            }
            : throw new InputException(
                place,
                $"'{found.Label}' is {DistributionText.Of(spec)}; say which of its parameters has the range, such as "
                + $"\"{found.Label} {(parameters.IsEmpty ? "mean" : parameters[0].Name)}\".");
    }

    private FactorTarget OfEdge(Assumption assumption, string cause, string arrow, string effect, string place)
    {
        if (cause == effect)
        {
            throw new InputException(place, $"'{cause}' is on both sides; name two variables.");
        }

        if (arrow == "<->")
        {
            var (from, to) = _model.ParentsOf(effect).Contains(cause) ? (cause, effect) : (effect, cause);
            return _model.ParentsOf(to).Contains(from)
                ? new FactorTarget(FactorKind.Confounder, $"{from} <-> {to}") { Cause = from, Variable = to }
                : throw new InputException(
                    place, $"Neither of '{cause}' and '{effect}' acts on the other directly, so no effect between them can be confounded. {Edges()}");
        }

        if (!_model.IsEndogenous(effect))
        {
            throw new InputException(place, $"'{effect}' has no equation that '{cause}' could act in. {Edges()}");
        }

        var isRemoved = assumption is { Type: AssumptionType.Structural, Min: null };
        return isRemoved && !_model.ParentsOf(effect).Contains(cause)
            ? throw new InputException(
                place, $"The model has no edge {cause} -> {effect} to remove; give variation_range, the range of its coefficient, to add it.")
            : new FactorTarget(isRemoved ? FactorKind.Edge : FactorKind.Coefficient, $"{cause} -> {effect}") { Cause = cause, Variable = effect };
    }

    private string Known(string name, string place) =>
        _known.TryGetValue(Bare(name), out var target) && target.Kind is FactorKind.Held or FactorKind.Mean && target!.Label == target.Variable
            ? target.Variable
            : throw new InputException(place, $"The model has no variable '{Short(name)}'. {Edges()}");

    private string Edges()
    {
        string[] edges = [.. _model.Order.SelectMany(effect => _model.ParentsOf(effect).Select(cause => $"{cause} -> {effect}"))];
        return edges.Length == 0
            ? "The model has no edges."
            : $"Its edges are {string.Join(", ", edges.Take(MostShown))}{(edges.Length > MostShown ? $" and {edges.Length - MostShown} more" : "")}.";
    }

    private static (string Cause, string Arrow, string Effect)? Edge(string text)
    {
        foreach (var (arrow, kind) in new[] { ("<->", "<->"), ("↔", "<->"), ("->", "->"), ("→", "->") })
        {
            if (text.Split(arrow) is [var cause, var effect] && cause.Trim().Length > 0 && effect.Trim().Length > 0)
            {
                return (cause, kind, effect);
            }
        }

        return null;
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
