using System.Collections.Immutable;

namespace Isl.Grains.Models.Formulas;

/// <summary>An output of a program.</summary>
/// <param name="Node">The expression.</param>
/// <param name="Pinned">Whether its register is read after the block.</param>
internal readonly record struct ProgramOutput(int Node, bool Pinned);

/// <summary>Turns expressions into a <see cref="BlockProgram"/>. O(nodes).</summary>
internal sealed class BlockCompiler
{
    private readonly ExpressionGraph _graph;
    private readonly int[] _uses;
    private readonly int[] _register;
    private readonly bool[] _fused;
    private readonly Stack<int> _free = [];
    private readonly ImmutableArray<Instruction>.Builder _instructions = ImmutableArray.CreateBuilder<Instruction>();
    private readonly List<(int, double)> _constants = [];
    private int _registers;

    private BlockCompiler(ExpressionGraph graph)
    {
        _graph = graph;
        _uses = new int[graph.Nodes.Length];
        _fused = new bool[graph.Nodes.Length];
        _register = new int[graph.Nodes.Length];
        Array.Fill(_register, -1);
    }

    /// <summary>Compiles the outputs of a graph; an output is taken as soon as it is computed, the first ones first.</summary>
    /// <param name="graph">The expressions.</param>
    /// <param name="outputs">What to compute; the program numbers them in this order.</param>
    /// <param name="first">How many outputs, from the first on, must be taken before any other.</param>
    public static BlockProgram Compile(ExpressionGraph graph, IReadOnlyList<ProgramOutput> outputs, int first = 0)
    {
        var compiler = new BlockCompiler(graph);
        return compiler.Compile(outputs, first);
    }

    private BlockProgram Compile(IReadOnlyList<ProgramOutput> outputs, int first)
    {
        var takers = new Dictionary<int, List<int>>();
        for (var i = 0; i < outputs.Count; i++)
        {
            _uses[outputs[i].Node] += outputs[i].Pinned ? 2 : 1;
            (takers.TryGetValue(outputs[i].Node, out var list) ? list : takers[outputs[i].Node] = []).Add(i);
        }

        var reached = Reach(outputs);
        var early = Reach([.. outputs.Take(first)], count: false);
        FuseProducts(reached);
        if (first > 0)
        {
            EmitAll(takers, node => reached[node] && early[node], output => output < first);
            EmitAll(takers, node => reached[node] && early[node], output => output >= first, emit: false);
        }

        EmitAll(takers, node => reached[node] && !early[node], _ => true);
        return new BlockProgram(
            _instructions.ToImmutable(),
            _registers,
            [.. _constants],
            [.. outputs.Select(output => output.Pinned ? Register(output.Node) : -1)],
            [.. _graph.Densities]);
    }

    private void EmitAll(Dictionary<int, List<int>> takers, Func<int, bool> wanted, Func<int, bool> taken, bool emit = true)
    {
        for (var node = 0; node < _register.Length; node++)
        {
            if (!wanted(node))
            {
                continue;
            }

            if (emit)
            {
                Emit(node);
            }

            foreach (var output in (takers.GetValueOrDefault(node) ?? []).Where(taken))
            {
                _instructions.Add(new Instruction(InstructionKind.Output, default, -1, Register(node), output, -1, 0));
                Release(node);
            }
        }
    }

    private bool[] Reach(IReadOnlyList<ProgramOutput> outputs, bool count = true)
    {
        var reached = new bool[_graph.Nodes.Length];
        foreach (var output in outputs)
        {
            reached[output.Node] = true;
        }

        for (var i = reached.Length - 1; i >= 0; i--)
        {
            if (!reached[i])
            {
                continue;
            }

            var node = _graph[i];
            foreach (var operand in (ReadOnlySpan<int>)[node.A, node.B, node.C])
            {
                if (operand >= 0)
                {
                    reached[operand] = true;
                    _uses[operand] += count ? 1 : 0;
                }
            }
        }

        return reached;
    }

    /// <summary>Marks products by a constant that one sum alone uses: the sum computes them in passing.</summary>
    private void FuseProducts(bool[] reached)
    {
        for (var i = 0; i < reached.Length; i++)
        {
            if (!reached[i] || _graph[i].Op != FormulaOp.Add || _graph[i].A == _graph[i].B)
            {
                continue;
            }

            var (a, b) = (_graph[i].A, _graph[i].B);
            if (IsLoneProduct(b) && _graph.ConstantOf(a) is null)
            {
                _fused[b] = true;
            }
            else if (IsLoneProduct(a) && _graph.ConstantOf(b) is null)
            {
                _fused[a] = true;
            }
        }
    }

    private bool IsLoneProduct(int node) => _graph[node].Op == FormulaOp.Multiply && _uses[node] == 1 && !_fused[node]
        && (_graph.ConstantOf(_graph[node].A) is null) != (_graph.ConstantOf(_graph[node].B) is null);

    private void Emit(int index)
    {
        var node = _graph[index];
        if (_fused[index] || node.Op == FormulaOp.Number)
        {
            return;
        }

        if (node.Op == FormulaOp.Input)
        {
            _register[index] = Allocate();
            _instructions.Add(new Instruction(InstructionKind.Draw, default, _register[index], (int)node.Bits, -1, -1, 0));
            return;
        }

        if (node.Op == FormulaOp.LogDensity)
        {
            Add(index, InstructionKind.LogDensity, node, node.A, -1, -1, 0, (int)node.Bits);
            return;
        }

        var (left, right) = (_graph.ConstantOf(node.A), node.B < 0 ? null : _graph.ConstantOf(node.B));
        if (node.Op == FormulaOp.Add && (_fused[node.A] || _fused[node.B]))
        {
            var (product, addend) = _fused[node.B] ? (node.B, node.A) : (node.A, node.B);
            var (x, y) = (_graph[product].A, _graph[product].B);
            var factor = _graph.ConstantOf(x) ?? _graph.ConstantOf(y);
            Add(index, InstructionKind.MultiplyAdd, node, _graph.ConstantOf(x) is null ? x : y, addend, -1, factor.GetValueOrDefault());
        }
        else if (
            right is { } constant
            && (node.Op is >= FormulaOp.Add and <= FormulaOp.Divide || (node.Op == FormulaOp.Power && BlockKernels.SmallPower(constant))))
        {
            Add(index, InstructionKind.RightConstant, node, node.A, -1, -1, constant);
        }
        else if (left is { } first && node.Op is FormulaOp.Add or FormulaOp.Multiply)
        {
            Add(index, InstructionKind.RightConstant, node, node.B, -1, -1, _graph.ConstantOf(node.A).GetValueOrDefault());
        }
        else if (left is { } minuend && node.Op is FormulaOp.Subtract or FormulaOp.Divide)
        {
            Add(index, InstructionKind.LeftConstant, node, node.B, -1, -1, _graph.ConstantOf(node.A).GetValueOrDefault());
        }
        else
        {
            Add(index, InstructionKind.Apply, node, node.A, node.B, node.C, 0);
        }
    }

    private void Add(int index, InstructionKind kind, Expression node, int a, int b, int c, double constant, int? density = null)
    {
        var (ra, rb, rc) = (Register(a), b < 0 ? -1 : Register(b), c < 0 ? -1 : Register(c));
        foreach (var operand in (ReadOnlySpan<int>)[a, b, c])
        {
            if (operand >= 0)
            {
                Release(operand);
            }
        }

        // The sigmoid writes its destination before it has read all; its one operand is read first, so sharing is safe for all.
        _register[index] = Allocate();
        _instructions.Add(new Instruction(kind, node.Op, _register[index], ra, density ?? rb, rc, constant));
    }

    private int Register(int node)
    {
        if (_register[node] < 0)
        {
            // Constants that an instruction cannot hold get a register of their own, filled once and never given back.
            _register[node] = _registers++;
            _constants.Add((_register[node], _graph[node].Value));
        }

        return _register[node];
    }

    private void Release(int node)
    {
        if (--_uses[node] == 0 && _graph[node].Op != FormulaOp.Number)
        {
            _free.Push(_register[node]);
        }
    }

    private int Allocate() => _free.Count > 0 ? _free.Pop() : _registers++;
}
