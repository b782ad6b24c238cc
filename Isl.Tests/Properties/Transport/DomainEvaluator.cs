using System.Collections.Immutable;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Interfaces.Transport;
using Isl.Tests.Properties.Identification;

namespace Isl.Tests.Properties.Transport;

/// <summary>Computes formulas over two populations exactly, reading nothing but what the question says is at hand.</summary>
internal sealed class DomainEvaluator(BinaryModel source, BinaryModel target, TransportQuestion question)
{
    private readonly Dictionary<string, double[]> _distributions = [];

    /// <summary>Value of a formula where its free variables have these values.</summary>
    public double Evaluate(Estimand estimand, ImmutableDictionary<string, int> values)
    {
        if (estimand.P is { } p)
        {
            return Read(p, values);
        }

        if (estimand.Sum is { } sum)
        {
            return Enumerable.Range(0, 1 << sum.Over.Length).Sum(bits =>
                Evaluate(sum.Of, values.SetItems(sum.Over.Select((name, i) => KeyValuePair.Create(name, bits >> i & 1)))));
        }

        return estimand.Quotient is { } quotient
            ? Evaluate(quotient.Num, values) / Evaluate(quotient.Den, values)
            : estimand.Product!.Value.Aggregate(1.0, (product, factor) => product * Evaluate(factor, values));
    }

    private double Read(ProbabilityTerm p, ImmutableDictionary<string, int> values)
    {
        var (model, population) = p.Domain == "source" ? (source, question.Source) : (target, question.Target);
        ImmutableArray<string> set = p.Do ?? [];
        Assert.True(p.Domain is "source" or "target", $"no population {p.Domain}");
        Assert.True(set.IsEmpty || (p.Domain == "source" && question.Experiments.Any(one => one.SequenceEqual(set))), "no such experiment");
        Assert.All(p.Of.Concat(p.Given), name => Assert.Contains(name, population.Measured));
        Assert.Empty(p.Of.Intersect(p.Given.Concat(set)));
        var key = $"{p.Domain} {string.Join(' ', set)}";
        if (!_distributions.TryGetValue(key, out var distribution))
        {
            _distributions[key] = distribution = model.Distribution([.. set]);
        }

        return model.Effect(distribution, Of(set), Of(p.Of), Of(p.Given));

        Dictionary<string, int> Of(IEnumerable<string> names) => names.ToDictionary(name => name, name => values[name]);
    }
}
