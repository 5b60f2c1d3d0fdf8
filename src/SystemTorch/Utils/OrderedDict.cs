using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

/// <summary>A dictionary that enumerates in the order of insertion; replacing a value keeps its place.</summary>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)> where TKey : notnull
{
    private readonly List<(TKey Key, TValue Value)> _items = [];
    private readonly Dictionary<TKey, TValue> _byKey = [];

    public int Count => _byKey.Count;

    public bool IsReadOnly => false;

    public ICollection<TKey> Keys => _items.ConvertAll(item => item.Key);

    public ICollection<TValue> Values => _items.ConvertAll(item => item.Value);

    public (TKey, TValue) this[int index]
    {
        get => _items[index];
        set
        {
            _items[index] = value;
            _byKey[value.Item1] = value.Item2;
        }
    }

    public TValue this[TKey key]
    {
        get => _byKey[key];
        set
        {
            _byKey[key] = value;
            var index = IndexOfKey(key);
            if (index < 0) _items.Add((key, value));
            else _items[index] = (key, value);
        }
    }

    public void Add(TKey key, TValue value)
    {
        _byKey.Add(key, value);
        _items.Add((key, value));
    }

    public void Add((TKey, TValue) item) => Add(item.Item1, item.Item2);

    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    public void Insert(int index, (TKey, TValue) item)
    {
        _byKey.Add(item.Item1, item.Item2);
        _items.Insert(index, item);
    }

    public bool Remove(TKey key)
    {
        // As TorchSharp does: a key that is not there is an error, not `false`.
        if (!_byKey.Remove(key)) throw new KeyNotFoundException($"The given key '{key}' was not present in the dictionary.");
        _items.RemoveAt(IndexOfKey(key));
        return true;
    }

    public bool Remove((TKey, TValue) item)
    {
        _byKey.Remove(item.Item1);
        return _items.Remove(item);
    }

    public bool Remove(KeyValuePair<TKey, TValue> item) => _byKey.Remove(item.Key);

    public void RemoveAt(int index)
    {
        if (index >= _items.Count) throw new IndexOutOfRangeException();
        var key = _items[index].Key;
        _items.RemoveAt(index);
        _byKey.Remove(key);
    }

    public void Clear()
    {
        _byKey.Clear();
        _items.Clear();
    }

    public bool ContainsKey(TKey key) => _byKey.ContainsKey(key);

    public bool Contains((TKey, TValue) item) => _items.Contains(item);

    public bool Contains(KeyValuePair<TKey, TValue> item) => _byKey.ContainsKey(item.Key);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _byKey.TryGetValue(key, out value);

    public int IndexOf((TKey, TValue) item) => _items.IndexOf(item);

    public void CopyTo((TKey, TValue)[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) => throw new NotImplementedException();

    public void clear() => Clear();

    public IEnumerable<TKey> keys() => _byKey.Keys;

    public IEnumerable<TValue> values() => _byKey.Values;

    public IEnumerator<(TKey, TValue)> items() => GetEnumerator();

    public IEnumerator<(TKey, TValue)> GetEnumerator() => _items.GetEnumerator();

    // TorchSharp enumerates tuples only; a caller that asks for key/value pairs is told so there, and here.
    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => throw new NotImplementedException();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<KeyValuePair<TKey, TValue>>)this).GetEnumerator();

    private int IndexOfKey(TKey key) => _items.FindIndex(item => item.Key.Equals(key));
}
