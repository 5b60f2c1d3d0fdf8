using System.Diagnostics.CodeAnalysis;

namespace SystemTorch.Tests.Contract;

/// <summary>Declarations of every sort that the list's format knows.</summary>
[SuppressMessage("Design", "CA1051", Justification = "A public field is one of the sorts of declaration.")]
public static class Samples
{
    public delegate nint Callback(nint length);

    public enum Kind : sbyte
    {
        Small = -1,
    }

    public abstract class Shape : IDisposable
    {
        protected Shape(string name) => secret = name;

        internal string secret { get; }

        public static Shape operator +(Shape left, Shape right) => left;

        public abstract double area();

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
        }

        protected internal void shared()
        {
        }
    }

    public class Boxes<T> : List<T> where T : unmanaged
    {
        public T[,] this[int row, int column]
        {
            get => new T[row, column];
            set => Clear();
        }

        public bool try_get(string key, out T value, params long[] path)
        {
            value = default;
            return path.Length > 0;
        }

        public Lid[] map<TResult>(Func<T, TResult> f, IEnumerable<TResult>? seed = null) where TResult : class, IDisposable, new() => [];

        public struct Lid
        {
            public T? size;
        }

        private sealed class Hidden;
    }

    public static (double, int) grow(this Shape shape, double factor = 1e-8, Kind kind = Kind.Small, string how = "fast", char mark = 'L', bool keep = false, long? dim = null) => (factor, 0);
}
