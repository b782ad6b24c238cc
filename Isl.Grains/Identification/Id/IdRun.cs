using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;
using Isl.Grains.Words.Derivations;

namespace Isl.Grains.Identification.Id;

/// <summary>One run of ID or IDC. Comments name the lines of the algorithms; the symbols of the paper are given where they differ.</summary>
/// <remarks>
/// Source: Shpitser &amp; Pearl (2006), figure 3 (ID) and figure 5 of the companion paper (IDC). Deviation: after line 4 every call is for one
/// district, so lines 2, 5, 6 and 7 are a loop and not a recursion; no call there has a variable for line 3.
/// </remarks>
internal sealed class IdRun
{
    /// <summary>Largest estimand handed out, in mentions of variables.</summary>
    private const int MaxEstimandSize = 20_000;

    /// <summary>Deepest estimand handed out: JSON readers and writers stop at 64 levels, and an estimand takes two for each of its own.</summary>
    private const int MaxEstimandDepth = 24;

    private readonly EffectQuery _query;
    private readonly LatentProjection _graph;
    private readonly IReadOnlyList<string> _names;
    private readonly EstimandSimplifier _simplifier;
    private readonly DerivationLog _log;
    private readonly CancellationToken _cancellation;
    private HedgeSets? _hedge;

    public IdRun(EffectQuery query, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        (_query, _graph, _names, _cancellation) = (query, query.Graph, names, cancellation);
        _simplifier = new EstimandSimplifier(_graph, cancellation);
        _log = new DerivationLog(names, query.Treatments | query.Outcomes | query.Conditions);
    }

    /// <summary>Runs the algorithm.</summary>
    /// <param name="nodes">Number of nodes of the graph, latent ones included.</param>
    public IdentificationOutcome Identify(int nodes)
    {
        var effect = _log.Effect(_query.Outcomes, _query.Treatments, _query.Conditions);
        if (nodes > _graph.Order.Length)
        {
            _log.Add(
                "latent projection",
                effect,
                new LatentsProjected(nodes - _graph.Order.Length));
        }

        var query = Exchange(_query);
        var factors = Unconditional(query.Treatments, query.Outcomes | query.Conditions);
        if (_hedge is { } found)
        {
            return Outcome(query, null, HedgeSearch.Shrink(_graph, found, query.Treatments, _cancellation).Named(_graph, _names));
        }

        if (!query.Conditions.IsEmpty)
        {
            // IDC, line 2.
            factors = _simplifier.Quotient(factors, _simplifier.Sum(query.Outcomes, factors));
            _log.Add(
                "IDC line 2",
                effect,
                new JointDivided(
                    _log.Effect(query.Outcomes | query.Conditions, query.Treatments),
                    _log.Names(query.Outcomes),
                    _log.Names(query.Conditions)),
                query.Conditions,
                factors);
        }

        return Outcome(query, Bind(factors, effect), null);
    }

    /// <summary>IDC, line 1: conditions become treatments where seeing and setting them are the same.</summary>
    private EffectQuery Exchange(EffectQuery query)
    {
        while (query.FindExchangeable() is { } condition)
        {
            var (before, name) = (query, _names[condition]);
            query = query.Exchange(condition);
            _log.Add(
                "do-calculus rule 2",
                _log.Effect(before.Outcomes, before.Treatments, before.Conditions),
                new ConditionExchanged(
                    name,
                    _log.Names(before.Treatments),
                    _log.Names(query.Outcomes),
                    _log.Names(before.Treatments | query.Conditions),
                    _log.Effect(query.Outcomes, query.Treatments, query.Conditions)),
                BitSet.Of(condition));
        }

        return query;
    }

    /// <summary>P(outcomes | do(treatments)) (P_x(y)) as a product; meaningless once <see cref="_hedge"/> is set.</summary>
    private Formula[] Unconditional(BitSet treatments, BitSet outcomes)
    {
        var nodes = _graph.Observed;
        var effect = _log.Effect(outcomes, treatments);
        var ancestors = _graph.Ancestors(outcomes, nodes);
        if (!treatments.IsEmpty && ancestors != nodes)
        {
            // Line 2: what is no ancestor of the outcomes is summed out.
            _log.Add(
                "ID line 2",
                effect,
                new NonAncestorsLeftOut(_log.Names(outcomes), _log.Names(nodes - ancestors)),
                nodes - ancestors);
            treatments &= ancestors;
            nodes = ancestors;
            effect = _log.Effect(outcomes, treatments);
        }

        if (treatments.IsEmpty)
        {
            // Line 1: nothing is set.
            Formula[] observed = [new ProbabilityFormula(outcomes, default)];
            _log.Add(
                "ID line 1",
                effect,
                new NothingSet(_log.Names(outcomes)),
                outcomes,
                observed);
            return observed;
        }

        var needed = _graph.Ancestors(outcomes, nodes - treatments);
        var indifferent = nodes - treatments - needed;
        if (!indifferent.IsEmpty)
        {
            // Line 3: W, what affects the outcomes by way of the treatments only.
            _log.Add(
                "ID line 3",
                effect,
                new IndifferentSet(_log.Names(treatments), _log.Names(indifferent), _log.Names(outcomes)),
                indifferent);
        }

        var districts = _graph.Districts(needed);
        if (districts.Count > 1)
        {
            // Line 4: C(G \ X) = {S1, …, Sk}.
            _log.Add(
                "ID line 4",
                effect,
                new SplitIntoDistricts(_log.Names(nodes - needed), [.. districts.Select(district => _log.Names(district))]),
                needed);
        }

        var factors = new List<Formula>();
        foreach (var district in districts)
        {
            factors.AddRange(OfDistrict(district, nodes));
            if (_hedge is not null)
            {
                return [];
            }
        }

        var sum = _simplifier.Sum(needed - outcomes, [.. factors]);
        if (districts.Count > 1 || needed != outcomes)
        {
            _log.Add(
                districts.Count > 1 ? "ID line 4" : "ID line 6",
                effect,
                new DistrictsJoined(districts.Count, _log.Names(needed - outcomes)),
                needed - outcomes,
                Readable(sum));
        }

        return sum;
    }

    /// <summary>Q[S], the distribution of a district when all else is set, from the joint of <paramref name="nodes"/>.</summary>
    private Formula[] OfDistrict(BitSet target, BitSet nodes)
    {
        var kernel = Kernel.Joint(_graph, _simplifier, nodes);
        var query = _log.Effect(target, nodes - target);
        while (true)
        {
            _cancellation.ThrowIfCancellationRequested();
            var ancestors = _graph.Ancestors(target, nodes);
            if (ancestors != nodes)
            {
                // Line 2.
                _log.Add(
                    "ID line 2",
                    query,
                    new NonAncestorsLeftOut(_log.Names(target), _log.Names(nodes - ancestors)),
                    nodes - ancestors);
                kernel = kernel.Restrict(ancestors);
                nodes = ancestors;
            }

            var district = _graph.District(target.First, nodes);
            if (nodes == target || district == target)
            {
                // Line 1: nothing is set any more. Line 6: S is a district of the graph that is left.
                var product = kernel.Product(target);
                _log.Add(
                    nodes == target ? "ID line 1" : "ID line 6",
                    query,
                    nodes == target
                        ? new OnlyDistrictLeft(_log.Names(target))
                        : new DistrictFactorised(_log.Names(target)),
                    target,
                    Readable(product));
                return product;
            }

            if (district == nodes)
            {
                // Line 5: C(G) = {G}, so the effect cannot be identified.
                _hedge = new HedgeSets(nodes, target);
                _log.Add(
                    "ID line 5",
                    query,
                    new HedgeFound(_log.Names(nodes), _log.Names(target)),
                    nodes);
                return [];
            }

            // Line 7: S lies within the larger district S'.
            _log.Add(
                "ID line 7",
                query,
                new WithinDistrict(_log.Names(target), _log.Names(district)),
                district);
            kernel = kernel.Factorise(district);
            nodes = district;
        }
    }

    /// <summary>
    /// Variables of line 3 may be left in the formula though their value does not matter: the average over their distribution has the same
    /// value, and mentions nothing that the query does not.
    /// </summary>
    private Formula[] Bind(Formula[] factors, string effect)
    {
        var loose = Formula.FreeOf(factors) - _query.Treatments - _query.Outcomes - _query.Conditions;
        if (!loose.IsEmpty)
        {
            factors = _simplifier.Sum(loose, [new ProbabilityFormula(loose, default), .. factors]);
            _log.Add(
                "do-calculus rule 3",
                effect,
                new AveragedOver(_log.Names(loose)),
                loose);
        }

        factors = _simplifier.Finish(factors);
        _log.AddUnlessSame(
            "simplification",
            effect,
            new FormulaSimplified(),
            factors);
        return factors;
    }

    private IdentificationOutcome Outcome(EffectQuery query, Formula[]? factors, Hedge? hedge)
    {
        var writable = factors is { Length: > 0 } && !_simplifier.TooLarge
            && Formula.SizeOf(factors) <= MaxEstimandSize && Formula.DepthOf(factors) <= MaxEstimandDepth;
        var estimand = writable ? Formula.ToEstimand(factors, _names) : null;
        return new IdentificationOutcome
        {
            Identifiable = hedge is null,
            Estimand = estimand,
            Formula = estimand is null ? null : _log.Text(estimand),
            EstimandOmitted = hedge is null && !writable,
            Derivation = _log.Steps,
            ExchangedConditions = Formula.Names(query.Treatments - _query.Treatments, _names),
            Hedge = hedge,
        };
    }

    /// <summary>A product in reading form, where a step will show it.</summary>
    private Formula[] Readable(Formula[] factors) => _log.IsOpen ? _simplifier.Finish(factors) : [];
}
