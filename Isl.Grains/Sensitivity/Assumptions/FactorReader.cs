using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;

namespace Isl.Grains.Sensitivity.Assumptions;

/// <summary>Turns assumptions into what a model can be run with.</summary>
/// <param name="model">The model.</param>
/// <param name="moments">Its means and coefficients.</param>
internal sealed class FactorReader(CompiledModel model, ModelMoments moments)
{
    /// <summary>Where the assumptions stand in the request.</summary>
    public const string Place = "/assumptions";

    /// <summary>Share of a value that it is varied by where no range is stated.</summary>
    private const double UsualShare = 0.2;

    /// <summary>Strongest hidden common cause where no range is stated, as a partial R².</summary>
    private const double UsualStrength = 0.3;

    /// <summary>Strongest hidden common cause that can be asked for.</summary>
    private const double MostStrength = 0.99;

    /// <summary>Stated means this near to what draws of the model give, in standard deviations, are the same.</summary>
    private const double SameMean = 0.05;

    private readonly FactorTargets _targets = new(model);

    /// <summary>The factors, in the order of the assumptions.</summary>
    /// <exception cref="InputException">An assumption is nothing of the model, or its values do not suit.</exception>
    public ImmutableArray<Factor> Read(ImmutableArray<Assumption> assumptions)
    {
        var (factors, errors) = (ImmutableArray.CreateBuilder<Factor>(), new List<InputError>());
        for (var i = 0; i < assumptions.Length; i++)
        {
            try
            {
                factors.Add(Read(assumptions[i], $"{Place}/{i}"));
            }
            catch (InputException error)
            {
                errors.AddRange(error.Errors);
            }
        }

        if (errors.Count > 0)
        {
            throw new InputException([.. errors]);
        }

        for (var i = 0; i < factors.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (IsSame(factors[i].Target, factors[j].Target))
                {
                    throw new InputException(
                        $"{Place}/{i}", $"Assumptions {j} and {i} are both about {factors[i].Target.Label}; keep one of the two.");
                }
            }
        }

        return factors.ToImmutable();
    }

    private static bool IsSame(FactorTarget a, FactorTarget b) => a.Label == b.Label
        || (a.Kind == FactorKind.Family && b.Input == a.Input && b.Kind is FactorKind.Parameter or FactorKind.Family)
        || (b.Kind == FactorKind.Family && a.Input == b.Input && a.Kind == FactorKind.Parameter);

    private Factor Read(Assumption assumption, string place)
    {
        var target = Named(_targets.Of(assumption, place), assumption, place);
        switch (target.Kind)
        {
            case FactorKind.Edge:
                return new Factor(assumption, target, 0, 0, 0, 1, false);
            case FactorKind.Family:
                return Family(assumption, target, place);
            case FactorKind.Confounder:
                return Confounder(assumption, target, place);
        }

        var own = Own(target, place);
        var stated = assumption.Current.Number ?? OfFamily(assumption, target);
        var current = stated is { } number && !IsSameMean(target, number, own) ? number : own;
        CheckValue(target, current, $"{place}/current_value");
        if (assumption is { Min: { } min, Max: { } max })
        {
            CheckValue(target, min, $"{place}/variation_range/min");
            CheckValue(target, max, $"{place}/variation_range/max");
            return new Factor(assumption, target, own, current, min, max, true);
        }

        var (low, high) = Usual(target, current);
        return low < high
            ? new Factor(assumption, target, own, current, low, high, false)
            : throw new InputException($"{place}/variation_range", $"No usual range suits {target.Label}; give variation_range.");
    }

    /// <summary>A variable's name alone stands for the parameter that is its mean, where there is one.</summary>
    private FactorTarget Named(FactorTarget target, Assumption assumption, string place)
    {
        if (target is not { Kind: FactorKind.Mean, Input: >= 0 })
        {
            return target;
        }

        var spec = model.Inputs[target.Input].Spec;
        var at = assumption.Parameter is null ? $"{place}/name" : $"{place}/parameter";
        return spec.Type == DistributionType.Beta
            ? throw new InputException(at, $"{target.Label} is {DistributionText.Of(spec)}; say which parameter is meant, a or b.")
            : FamilyForms.NamedParameter(spec.Type) is { } parameter
                ? target with
                {
                    Kind = FactorKind.Parameter,
                    Label = $"{target.Label} {DistributionParameters.Of(spec.Type)[parameter].Name}",
                    Parameter = parameter,
                }
                : target;
    }

    private double Own(FactorTarget target, string place) => target.Kind switch
    {
        FactorKind.Held => model.HeldValue(target.Variable).GetValueOrDefault(),
        FactorKind.Parameter => model.Inputs[target.Input].Spec.Parameters[target.Parameter],
        FactorKind.Mean => target.Input >= 0 ? DistributionMean.Of(model.Inputs[target.Input].Spec) : moments.Mean(target.Variable),
        _ => moments.Coefficient(target.Cause, target.Variable) ?? throw new InputException(
            place,
            $"{target.Variable} does not depend on {target.Cause} by one constant coefficient; make the coefficient a variable of the model with a "
            + "value, and name that."),
    };

    private double? OfFamily(Assumption assumption, FactorTarget target) =>
        target.Kind == FactorKind.Parameter && assumption.Family is { } family && family.Type == model.Inputs[target.Input].Spec.Type
            ? family.Parameters[target.Parameter]
            : null;

    private bool IsSameMean(FactorTarget target, double number, double own) => Math.Abs(number - own) <= 1e-9 * Math.Abs(own)
        || (target is { Kind: FactorKind.Mean, Input: < 0 } && Math.Abs(number - own) <= SameMean * moments.Deviation(target.Variable));

    private (double Low, double High) Usual(FactorTarget target, double current)
    {
        var step = UsualShare * Math.Abs(current);
        if (step == 0)
        {
            var isSpread = target.Kind is FactorKind.Mean or FactorKind.Parameter;
            step = isSpread && moments.Deviation(target.Variable) is > 0 and var deviation ? deviation : 1;
        }

        return (Wrong(target, current - step) is null ? current - step : current, Wrong(target, current + step) is null ? current + step : current);
    }

    private void CheckValue(FactorTarget target, double value, string place)
    {
        if (Wrong(target, value) is { } wrong)
        {
            throw new InputException(place, $"{target.Label}: {wrong}");
        }
    }

    private string? Wrong(FactorTarget target, double value)
    {
        if (target.Kind == FactorKind.Parameter)
        {
            var spec = model.Inputs[target.Input].Spec;
            var whole = spec.Type == DistributionType.Binomial && target.Parameter == 0 ? Math.Round(value) : value;
            return DistributionRanges.Wrong(spec.Type, spec.Parameters.SetItem(target.Parameter, whole));
        }

        return target is { Kind: FactorKind.Mean, Input: >= 0 } && FamilyForms.IsStretched(model.Inputs[target.Input].Spec.Type) && !(value > 0)
            ? $"the mean is {DistributionText.Number(value)}; it must be above 0."
            : null;
    }

    private Factor Confounder(Assumption assumption, FactorTarget target, string place)
    {
        if (moments.Coefficient(target.Cause, target.Variable) is null)
        {
            throw new InputException(place, $"{target.Variable} does not depend on {target.Cause} by one constant coefficient, so a hidden common "
                + "cause cannot be said to shift it.");
        }

        if (moments.Bias(target.Cause, target.Variable) is null)
        {
            throw new InputException(place, $"{target.Cause} does not vary beside the other causes of {target.Variable}, so no hidden common cause "
                + "could have misled; give it a distribution.");
        }

        var (low, high) = (assumption.Min ?? 0, assumption.Max ?? UsualStrength);
        foreach (var (end, value) in new[] { ("variation_range/min", low), ("variation_range/max", high), ("current_value",
            assumption.Current.Number ?? 0) })
        {
            if (value is not (>= 0 and <= MostStrength))
            {
                throw new InputException(
                    $"{place}/{end}",
                    $"The strength is {DistributionText.Number(value)}; it is the share of both variables' variance that the hidden cause "
                        + $"explains, from 0 "
                    + $"to {DistributionText.Number(MostStrength)}.");
            }
        }

        return new Factor(assumption, target, 0, assumption.Current.Number ?? 0, low, high, assumption.Min is not null);
    }

    private Factor Family(Assumption assumption, FactorTarget target, string place)
    {
        var spec = assumption.Family ?? model.Inputs[target.Input].Spec;
        ImmutableArray<DistributionSpec> families = [spec, .. FamilyForms.Others(spec).Where(other => other.Type != spec.Type)];
        return families.Length > 1
            ? new Factor(assumption, target, 0, 0, 0, families.Length - 1, false) { Families = families }
            : throw new InputException(
                $"{place}/variation_range",
                $"{DistributionText.Of(spec)} has no other shape of the same mean and spread to be compared with; give variation_range, the range of "
                + "one of its parameters.");
    }
}
