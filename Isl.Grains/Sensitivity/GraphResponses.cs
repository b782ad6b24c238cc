using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Numerics;

namespace Isl.Grains.Sensitivity;

/// <summary>Bounds by a graph of discrete variables, with a population at each end.</summary>
/// <param name="Effect">The bounds.</param>
/// <param name="Models">The populations; null where the graph alone says that there is no effect.</param>
/// <param name="IsWhole">Whether all that rows and graph say could be used, so that no better bounds exist.</param>
internal sealed record GraphBounds(EffectRange Effect, ExtremeModels? Models, bool IsWhole);

/// <summary>Bounds of an effect by the response types of a graph of discrete variables with hidden common causes.</summary>
/// <remarks>
/// The treatment's district is all that a single intervention does to the factors of the joint distribution (Tian and Pearl 2002): the other
/// districts keep theirs, which the rows give. So the effect is linear in the shares of that district's response types, and so is what was seen of
/// them: a linear program for any graph. Its shares are free, as if one hidden cause could act on the whole district; where some pair of it has
/// none in common, the bounds hold and are not called sharp. Source of the programs: Sachs, Jonzon, Sjölander and Gabriel (2023).
/// </remarks>
internal sealed class GraphResponses
{
    /// <summary>Most nodes that bear on the effect.</summary>
    private const int MostNodes = 12;

    /// <summary>Most terms of all rows of the program, and most steps to its objective.</summary>
    private const long MostWork = 4_000_000;

    private const string Place = BoundsData.Place + "/dag_structure";

    private readonly BoundsData _data;
    private readonly WorkBudget _budget;
    private readonly int _treatment;
    private readonly int _outcome;
    private readonly int[] _kept;
    private readonly int[] _district;
    private readonly int[] _external;
    private readonly Dictionary<int, LevelColumn> _columns = [];
    private readonly Dictionary<int, ConditionalShares> _shares = [];
    private readonly Dictionary<int, int> _places = [];
    private readonly DistrictTypes _types;
    private readonly bool _isJoined;
    private readonly int[] _values;
    private readonly double[] _outcomes;

    private GraphResponses(LatentProjection graph, CausalGraph names, BoundsQuestion question, BoundsData data, WorkBudget budget)
    {
        (_data, _budget) = (data, budget);
        (_treatment, _outcome) = (names.IndexOf(question.Treatment), names.IndexOf(question.Outcome));
        var district = graph.District(_treatment, graph.Observed);
        var kept = graph.Ancestors(district | BitSet.Of(_outcome), graph.Observed);
        _kept = graph.Sorted(kept);
        if (_kept.Length > MostNodes)
        {
            throw new InputException(Place, $"{_kept.Length} measured nodes bear on the effect; up to {MostNodes} are taken, so leave some out.");
        }

        foreach (var node in _kept)
        {
            _columns[node] = node == _treatment ? data.Treatment : data.Levels(names.Nodes[node], Place);
        }

        _district = graph.Sorted(district);
        for (var i = 0; i < _district.Length; i++)
        {
            _places[_district[i]] = i;
        }

        _isJoined = _district.All(a => _district.All(b => graph.District(a, BitSet.Of([a, b])).Contains(b)));
        BitSet causes = default;
        foreach (var node in _district)
        {
            causes |= graph.Parents(node);
        }

        _external = (causes - district).ToArray();
        _types = DistrictTypes.Of(graph, _district, _columns) ?? throw new InputException(
            Place,
            $"{string.Join(", ", _district.Select(node => names.Nodes[node]))} have more than {ResponseProgram.MostTypes} ways to respond to their "
            + "causes; use fewer levels, fewer causes or fewer hidden common causes.");
        BitSet before = default;
        foreach (var node in _kept)
        {
            _shares[node] = new ConditionalShares(graph, node, before, _columns, data.Shares);
            before |= BitSet.Of(node);
        }

        _values = new int[names.Nodes.Length];
        var y = _columns[_outcome];
        _outcomes = data.OutcomeLabels.IsEmpty ? [.. y.Values] : [.. Enumerable.Range(0, y.Count).Select(level => (double)level)];
        CheckWork();
    }

    /// <summary>The bounds; null where no population with this graph gives the rows.</summary>
    /// <exception cref="InputException">The graph does not suit, or the rows leave open what would be divided by.</exception>
    public static GraphBounds? Of(BoundsQuestion question, BoundsData data, WorkBudget budget)
    {
        var graph = question.Graph!;
        foreach (var name in new[] { question.Treatment, question.Outcome })
        {
            if (graph.IndexOf(name) is var node && (node < 0 || graph.Latent.Contains(node)))
            {
                throw new InputException(Place, $"'{name}' must be a measured node of the graph; add it, or correct the name.");
            }
        }

        ImmutableArray<int> latent =
        [
            .. Enumerable.Range(0, graph.Nodes.Length).Where(node => graph.Latent.Contains(node) || !data.Has(graph.Nodes[node])),
        ];
        var projection = new LatentProjection(new CausalDiagram(graph with { Latent = latent }));
        var outcome = BitSet.Of(graph.IndexOf(question.Outcome));
        return projection.Ancestors(outcome, projection.Observed).Contains(graph.IndexOf(question.Treatment))
            ? new GraphResponses(projection, graph, question, data, budget).Bounds()
            : new GraphBounds(new EffectRange(0, 0), null, true);
    }

    private void CheckWork()
    {
        var external = _external.Aggregate(1.0, (product, node) => product * _columns[node].Count);
        var outside = _kept.Where(node => !_places.ContainsKey(node)).Aggregate(1.0, (product, node) => product * _columns[node].Count);
        if (_types.Count * Math.Max(external, outside) > MostWork)
        {
            throw new InputException(
                Place,
                $"The {_types.Count} response types under {Math.Max(external, outside)} settings of the other variables are more than {MostWork} "
                + "cases; use fewer levels or leave out what does not bear on the effect.");
        }
    }

    private GraphBounds? Bounds()
    {
        var effects = new double[_types.Count];
        for (var type = 0; type < effects.Length; type++)
        {
            _budget.ThrowIfCancelled();
            effects[type] = Mean(type, 0, _data.To) - Mean(type, 0, _data.From);
        }

        var program = new ResponseProgram(effects);
        var isWhole = See(program) && _isJoined;
        return program.Solve(_budget) is var (lowest, highest)
            ? new GraphBounds(
                new EffectRange(program.Effect(lowest), program.Effect(highest)), new ExtremeModels(Parts(lowest), Parts(highest)), isWhole)
            : null;
    }

    private ImmutableArray<ModelPart> Parts(double[] population) => ModelParts.Of(population, type => _types.Told(type, _columns));

    /// <summary>Mean outcome of a type where the treatment is set, over the nodes from a place in the order on.</summary>
    private double Mean(int type, int at, int treatment)
    {
        if (at == _kept.Length)
        {
            return _outcomes[_values[_outcome]];
        }

        var node = _kept[at];
        if (node == _treatment || _places.ContainsKey(node))
        {
            _values[node] = node == _treatment ? treatment : _types.Response(type, _places[node], _values);
            return Mean(type, at + 1, treatment);
        }

        var sum = 0.0;
        for (var level = 0; level < _columns[node].Count; level++)
        {
            _values[node] = level;
            var share = _shares[node].Of(_values) ?? throw Unseen(node);
            sum += share > 0 ? share * Mean(type, at + 1, treatment) : 0;
        }

        return sum;
    }

    private InputException Unseen(int node) => new(
        "/data",
        $"No row has {string.Join(", ", _shares[node].Given.Select(given => _columns[given].At(_values[given])))}, so the rows do not say how often "
        + $"'{_columns[node].Name}' has each level there; merge levels or add rows.");

    /// <summary>Tells the program what was seen of the district under each setting of its causes; false where no row has a setting.</summary>
    private bool See(ResponseProgram program)
    {
        var (isWhole, settings) = (true, _external.Aggregate(1, (product, node) => product * _columns[node].Count));
        for (var setting = 0; setting < settings; setting++)
        {
            _budget.ThrowIfCancelled();
            var rest = setting;
            foreach (var node in _external)
            {
                (rest, _values[node]) = Math.DivRem(rest, _columns[node].Count);
            }

            foreach (var (shown, types) in Shown())
            {
                if (Share(shown) is { } share)
                {
                    program.See([.. types], share);
                }
                else
                {
                    isWhole = false;
                }
            }
        }

        return isWhole;
    }

    /// <summary>The types by what they show in the present setting.</summary>
    private SortedDictionary<long, List<int>> Shown()
    {
        var shown = new SortedDictionary<long, List<int>>();
        for (var type = 0; type < _types.Count; type++)
        {
            var key = 0L;
            for (var i = 0; i < _district.Length; i++)
            {
                _values[_district[i]] = _types.Response(type, i, _values);
                key = (key * _columns[_district[i]].Count) + _values[_district[i]];
            }

            if (!shown.TryGetValue(key, out var types))
            {
                shown[key] = types = [];
            }

            types.Add(type);
        }

        return shown;
    }

    /// <summary>The district's factor Q (Tian and Pearl 2002): the product of its nodes' conditional shares; null where no row says one.</summary>
    private double? Share(long shown)
    {
        for (var i = _district.Length - 1; i >= 0; i--)
        {
            (shown, var level) = Math.DivRem(shown, _columns[_district[i]].Count);
            _values[_district[i]] = (int)level;
        }

        var product = 1.0;
        foreach (var node in _district)
        {
            if (_shares[node].Of(_values) is not { } share)
            {
                return null;
            }

            product *= share;
            if (product == 0)
            {
                return 0;
            }
        }

        return product;
    }
}
