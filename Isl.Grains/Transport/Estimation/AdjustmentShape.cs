using System.Collections.Immutable;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Transport.Estimation;

/// <summary>A formula of the shape Σ_z P_source(y | do(x) or x, z) P_target(z), which the estimators below are for.</summary>
/// <param name="Covariates">The variables z, in ordinal order; none where the source's effect is the target's.</param>
/// <param name="IsRandomised">Whether an experiment sets the treatment.</param>
internal sealed record AdjustmentShape(ImmutableArray<string> Covariates, bool IsRandomised)
{
    /// <summary>The shape of a formula; null where it has another.</summary>
    public static AdjustmentShape? Of(Estimand estimand, string treatment, string outcome)
    {
        ImmutableArray<string> over = estimand.Sum?.Over ?? [];
        var inner = estimand.Sum?.Of ?? estimand;
        ImmutableArray<Estimand> factors = inner.Product ?? [inner];
        if (factors.Any(factor => factor.P is null))
        {
            return null;
        }

        var effect = factors.Select(factor => factor.P!).Where(p => p.Of.Contains(outcome)).ToList();
        var rest = factors.Select(factor => factor.P!).Where(p => !p.Of.Contains(outcome)).ToList();
        if (effect is not [{ Domain: "source", Of.Length: 1 } only])
        {
            return null;
        }

        var isRandomised = only.Do is [var set] && set == treatment;
        var isSeen = only.Do is null && only.Given.Contains(treatment);
        var covariates = over.Order(StringComparer.Ordinal).ToImmutableArray();
        return (isRandomised || isSeen)
            && only.Given.All(name => name == treatment || over.Contains(name))
            && rest.All(p => p.Domain == "target" && p.Do is null && p.Given.All(over.Contains))
            && rest.SelectMany(p => p.Of).Order(StringComparer.Ordinal).SequenceEqual(covariates)
            ? new AdjustmentShape(covariates, isRandomised)
            : null;
    }
}
